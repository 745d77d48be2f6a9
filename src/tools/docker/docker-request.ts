import type { IncomingMessage } from 'node:http';
import type { Duplex, Readable } from 'node:stream';
import { DockerError } from '../../model/docker-error.js';
import { KnownError } from '../../model/known-error.js';
import { parseJson } from '../../model/parse-json.js';
import { requestWords, type DockerApi, type DockerRequest } from './docker-api.js';
import { connectionBroke, dockerLate } from './docker-sentence.js';
import { isNestedDeeper } from '../../model/is-nested-deeper.js';
import { isChannelRefused } from './make-channel-agent.js';
import { notHttp, notUnderstood } from './not-understood.js';
import { isTooLong, readWhole } from './read-whole.js';
import { sendRequest, type Sent } from './send-request.js';
import { anything, type Shape } from './shape.js';

/** Bytes. All configs of a node come in one answer, and one may hold 1 MB. */
const longestAnswer = 64 << 20;
const longestRefusal = 1 << 20;
/** Docker's own answers have ten levels or so. */
const deepest = 64;

/**
 * One request to the Docker API (https://docs.docker.com/reference/api/engine/), the answer as JSON of that shape.
 * Throws a DockerError where Docker refuses, and NODE_NOT_UNDERSTOOD where something else came than Docker says.
 */
export async function ask(api: DockerApi, request: DockerRequest, shape: Shape): Promise<unknown> {
  return inTime(api, request, (signal) =>
    api.takeTurn(() => askNow(api, { ...request, signal }, shape), { ...request, signal }),
  );
}

async function askNow(api: DockerApi, request: Aborting, shape: Shape): Promise<unknown> {
  const { answer } = await dial(api, request);
  await refuseFailure(api, request, answer);
  return understood(api, request, { text: await readWhole(answer, longestAnswer), shape });
}

/** A request whose answer comes bit by bit, until the signal aborts. The answer must begin within 30 s. */
export async function askStream(api: DockerApi, request: DockerRequest): Promise<Readable> {
  return inTime(api, request, async (signal) => {
    const { answer } = await dial(api, { ...request, signal });
    await refuseFailure(api, request, answer);
    return answer;
  });
}

/** A request that becomes a pipe in both directions (exec). */
export async function askPipe(api: DockerApi, request: DockerRequest): Promise<Duplex> {
  return inTime(api, request, async (signal) => {
    const { answer, pipe } = await dial(api, { ...request, signal }, true);
    if (pipe) return pipe;
    await refuseFailure(api, request, answer);
    answer.destroy();
    throw notUnderstood(api, request, 'it does not become a connection of its own');
  });
}

async function inTime<T>(
  api: DockerApi,
  request: DockerRequest,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ms = request.timeoutMs ?? 30_000;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ms);
  const signal = request.signal ? AbortSignal.any([late.signal, request.signal]) : late.signal;
  try {
    return await unlessAborted(work(signal), signal);
  } catch (error) {
    throw late.signal.aborted ? dockerLate(api.node, ms) : explain(api, request, error);
  } finally {
    clearTimeout(timer);
  }
}

/** A request on a cut cable does not always hear of its own abortion. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
}

type Aborting = DockerRequest & { readonly signal: AbortSignal };

/** A refused channel means that nothing was sent: the request queues for one that others give back. */
async function dial(api: DockerApi, request: Aborting, asPipe = false): Promise<Sent> {
  for (;;) {
    try {
      return await sendRequest(api, request, asPipe);
    } catch (error) {
      if (!wasNotSent(error) || request.signal.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** EAGAIN (unix(7)): more wait to connect to a socket of this machine than its program lets wait. */
function wasNotSent(error: unknown): boolean {
  return isChannelRefused(error) || (error as NodeJS.ErrnoException).code === 'EAGAIN';
}

const success = [200, 201, 204];

async function refuseFailure(api: DockerApi, request: DockerRequest, answer: IncomingMessage): Promise<void> {
  const status = answer.statusCode ?? 0;
  if (success.includes(status)) return;
  const text = await readWhole(answer, longestRefusal).catch(() => '');
  const { message } = (parseJson(text) ?? {}) as { message?: unknown };
  const says = typeof message === 'string' ? message : `HTTP status ${status}`;
  throw new DockerError(status, says, { node: api.node, request: requestWords(request) });
}

function understood(api: DockerApi, request: DockerRequest, { text, shape }: { text: string; shape: Shape }): unknown {
  if (isNestedDeeper(text, deepest)) throw notUnderstood(api, request, `it is nested deeper than ${deepest} levels`);
  const value = text === '' ? undefined : parseJson(text);
  const misfit = shape(value);
  if (value === undefined && (misfit || (text !== '' && shape !== anything)))
    throw notUnderstood(api, request, noJson(text));
  if (misfit) throw notUnderstood(api, request, `${misfit.at || 'it'} ${misfit.says}`);
  return value;
}

function noJson(text: string): string {
  return text === '' ? 'it is empty' : `it is no whole JSON, and begins with ${JSON.stringify(text.slice(0, 40))}`;
}

/** Puts whatever went wrong with a request into a sentence. */
export function explain(api: DockerApi, request: DockerRequest, error: unknown): Error {
  if (error instanceof KnownError || error instanceof DockerError) return error;
  if (error instanceof SyntaxError) return notUnderstood(api, request, 'a line of it is no JSON');
  if (isTooLong(error)) return notUnderstood(api, request, `it is ${error.message}`);
  const { code } = error as NodeJS.ErrnoException;
  // What node's HTTP parser refuses: https://nodejs.org/api/errors.html
  if (code?.startsWith('HPE_')) return notHttp(api, request, error);
  return connectionBroke(api.node, error);
}
