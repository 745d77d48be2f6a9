import type { IncomingMessage, RequestOptions } from 'node:http';
import { http } from './http.js';

export interface HttpReply {
  readonly status: number;
  /** Content-Type as it came; empty where there is none. */
  readonly type: string;
  readonly body: string;
}

interface PostOptions {
  /** For the whole exchange. */
  readonly timeoutMs: number;
  /** Bytes of the answer at most. */
  readonly answerLimit: number;
}

/** Asks web servers. Redirects are answers like others. */
export interface HttpClient {
  /** Throws where there is no whole answer: an Error whose message says why in a few words. */
  post(url: string, body: string, options: PostOptions): Promise<HttpReply>;
}

export const realHttpClient: HttpClient = {
  async post(url, body, { timeoutMs, answerLimit }) {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const reply = await send(url, body, signal);
      return {
        status: reply.statusCode ?? 0,
        type: reply.headers['content-type'] ?? '',
        body: await readWhole(reply, answerLimit),
      };
    } catch (error) {
      throw new Error(signal.aborted ? `no answer within ${timeoutMs / 1000} s` : wordsOf(error), { cause: error });
    }
  },
};

async function send(url: string, body: string, signal: AbortSignal): Promise<IncomingMessage> {
  const { request } = url.startsWith('https:') ? process.getBuiltinModule('node:https') : http;
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'content-length': Buffer.byteLength(body) };
  const options: RequestOptions = { method: 'POST', agent: false, headers, signal };
  return new Promise((resolve, reject) => {
    request(url, options, resolve).once('error', reject).end(body);
  });
}

async function readWhole(reply: IncomingMessage, limit: number): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of reply as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > limit) throw new Error(`an answer of more than ${limit} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function wordsOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code && words[code]) ?? message;
}

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'no such host',
  ECONNRESET: 'it hung up',
  EHOSTUNREACH: 'no way there',
  ENETUNREACH: 'no way there',
};
