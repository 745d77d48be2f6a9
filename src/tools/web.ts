import type { IncomingMessage } from 'node:http';

/** A text on the web, or why it could not be had, in words. */
export type WebAnswer = { readonly text: string } | { readonly failed: string };

/** Reads public texts over HTTP. */
export interface Web {
  /** Follows redirects; a failure is a result, not an exception. */
  getText(url: string, timeoutMs: number): Promise<WebAnswer>;
}

/** Characters; Co-op Cloud's catalogue has about a million. */
const largest = 32 * 1024 * 1024;
const mostRedirects = 5;

export const realWeb: Web = {
  getText: (url, timeoutMs) => follow(url, AbortSignal.timeout(timeoutMs), mostRedirects),
};

async function follow(url: string, signal: AbortSignal, left: number): Promise<WebAnswer> {
  try {
    const answer = await get(url, signal);
    const next = answer.headers.location;
    if (next === undefined || !isRedirect(answer)) return await readAnswer(answer);
    answer.resume();
    const to = new URL(next, url).href;
    if (left === 0) return { failed: 'it redirects in a circle' };
    if (url.startsWith('https:') && !to.startsWith('https:')) return { failed: 'it redirects to plain http' };
    return await follow(to, signal, left - 1);
  } catch (error) {
    return { failed: signal.aborted ? 'no answer in time' : wordsOf(error) };
  }
}

function get(url: string, signal: AbortSignal): Promise<IncomingMessage> {
  const { request } = process.getBuiltinModule(url.startsWith('http:') ? 'node:http' : 'node:https');
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent: false, signal, headers: { accept: 'application/json, text/*' } }, resolve);
    asked.on('error', reject);
    asked.end();
  });
}

async function readAnswer(answer: IncomingMessage): Promise<WebAnswer> {
  if (answer.statusCode !== 200) {
    answer.resume();
    return { failed: `it answers with status ${answer.statusCode ?? 0}` };
  }
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largest) return { failed: 'it is larger than 32 MB' };
    parts.push(part);
  }
  return { text: Buffer.concat(parts).toString('utf8') };
}

function isRedirect({ statusCode = 0 }: IncomingMessage): boolean {
  return statusCode >= 300 && statusCode < 400;
}

function wordsOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'no such host is known';
  return code === 'ECONNREFUSED' ? 'nothing listens there' : `no connection (${code ?? 'broken off'})`;
}
