import { inspect } from 'node:util';
import type { Readable } from 'node:stream';
import { DockerError } from '../../model/docker-error.js';
import type { RegistryAuth } from '../docker.js';
import { isChannelRefused } from './make-channel-agent.js';

/** The part of docker-modem that carries requests. */
export interface Modem {
  dial(options: Record<string, unknown>, done: (error: Error | null, answer: unknown) => void): void;
  demuxStream(stream: NodeJS.ReadableStream, out: NodeJS.WritableStream, err: NodeJS.WritableStream): void;
}

/** Where requests go, and how a broken connection is put into a sentence. */
export interface DockerApi {
  readonly modem: Modem;
  explain(error: unknown): Error;
  /** No answer within so many milliseconds. */
  late(ms: number): Error;
}

export interface DockerRequest {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly auth?: RegistryAuth | undefined;
  /** Milliseconds until it is given up; default 30,000. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal;
}

const success = { 200: true, 201: true, 204: true, 101: true };

/**
 * One request to the Docker API (https://docs.docker.com/reference/api/engine/), the answer as JSON.
 * dockerode's own methods are not used: several of them drop the abort signal, and its update puts the spec into the URL.
 */
export async function ask(api: DockerApi, request: DockerRequest): Promise<unknown> {
  return inTime(api, request, {});
}

/** A request whose answer comes bit by bit, until the signal aborts. The answer must begin within 30 s. */
export async function askStream(api: DockerApi, request: DockerRequest): Promise<Readable> {
  return (await inTime(api, request, { isStream: true })) as Readable;
}

/** A request that becomes a pipe in both directions (exec). */
export async function askPipe(api: DockerApi, request: DockerRequest): Promise<NodeJS.ReadWriteStream> {
  return (await inTime(api, request, { hijack: true, openStdin: false })) as NodeJS.ReadWriteStream;
}

async function inTime(api: DockerApi, request: DockerRequest, extra: Record<string, unknown>): Promise<unknown> {
  const ms = request.timeoutMs ?? 30_000;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ms);
  try {
    return await dial(api.modem, { ...request, signal: anySignal(late.signal, request.signal) }, extra);
  } catch (error) {
    throw late.signal.aborted ? api.late(ms) : explained(api, error);
  } finally {
    clearTimeout(timer);
  }
}

/** A refused channel means that nothing was sent: the request queues for a channel that others give back. */
async function dial(modem: Modem, request: DockerRequest, extra: Record<string, unknown>): Promise<unknown> {
  for (;;) {
    try {
      return await send(modem, request, extra);
    } catch (error) {
      if (!isChannelRefused(error) || request.signal?.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

function send(modem: Modem, request: DockerRequest, extra: Record<string, unknown>): Promise<unknown> {
  const { signal, auth } = request;
  return new Promise((resolve, reject) => {
    // A request on a cut cable does not always hear of its own abortion.
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    modem.dial(
      {
        path: request.query ? `${request.path}?` : request.path,
        method: request.method ?? 'GET',
        options: { _query: defined(request.query), _body: request.body ?? {} },
        headers: quietHeaders(),
        authconfig: auth && revealed(auth),
        abortSignal: signal,
        statusCodes: success,
        ...extra,
      },
      (error, answer) => (error ? reject(error) : resolve(answer)),
    );
  });
}

/** The fields of Docker's AuthConfig, as X-Registry-Auth carries them. */
function revealed({ serveraddress, username, password, identityToken }: RegistryAuth): Record<string, string> {
  if (identityToken) return { serveraddress, identitytoken: identityToken.reveal() };
  return { serveraddress, username, password: password.reveal() };
}

/** docker-modem prints a request's headers when DEBUG is set; a registry's password must not be among them. */
function quietHeaders(): Record<string, string> {
  return Object.defineProperty({}, inspect.custom, { value: () => '[headers]' });
}

function defined(query: DockerRequest['query']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(query ?? {}).filter(([, value]) => value !== undefined));
}

function anySignal(first: AbortSignal, second: AbortSignal | undefined): AbortSignal {
  return second ? AbortSignal.any([first, second]) : first;
}

function explained(api: DockerApi, error: unknown): Error {
  const { statusCode, json } = error as { statusCode?: number; json?: unknown };
  if (typeof statusCode !== 'number') return api.explain(error);
  const { message } = (json ?? {}) as { message?: unknown };
  return new DockerError(statusCode, typeof message === 'string' ? message : `HTTP status ${statusCode}`);
}
