import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KnownError } from '../model/known-error.js';
import { http } from './http.js';

export interface HttpRequest {
  readonly method: string;
  /** As it was sent, without what follows a `?`. */
  readonly path: string;
  readonly body: Uint8Array;
}

export interface HttpAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  /** Of a 405: what may be asked instead, `POST`. */
  readonly allow?: string;
  /** What it was about, for whoever runs the server; it is not sent. */
  readonly about?: string;
}

interface ServeOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Bytes of a request's body at most; more is answered with 413. */
  readonly bodyLimit: number;
  /** An error thrown here is answered with 500, and not told to the client. */
  answer(request: HttpRequest): Promise<HttpAnswer>;
  /** After each answer, in milliseconds. */
  answered(request: Omit<HttpRequest, 'body'>, answer: HttpAnswer, ms: number): void;
  failed(error: unknown): void;
}

export interface RunningServer {
  /** `http://127.0.0.1:7380` */
  readonly url: string;
  /** Takes no more requests; those that run are answered, for at most 5 s. */
  stop(): Promise<void>;
}

/** A small HTTP server for short texts. */
export interface HttpServer {
  /** A KnownError where the address is taken or not of this machine. */
  serve(options: ServeOptions): Promise<RunningServer>;
}

/** So long a client may take for its header, for a whole request, and between two on one connection (slow loris). */
const patience = { header: 5_000, request: 10_000, idle: 5_000 };
const mostConnections = 256;
const longestStop = 5_000;

export const realHttpServer: HttpServer = {
  async serve(options) {
    const server = http.createServer(
      {
        headersTimeout: patience.header,
        requestTimeout: patience.request,
        keepAliveTimeout: patience.idle,
        connectionsCheckingInterval: 500,
        maxHeaderSize: 8 * 1024,
      },
      (request, response) => void answerOne(options, request, response),
    );
    server.maxConnections = mostConnections;
    server.setTimeout(patience.request + patience.idle, (socket) => socket.destroy());
    await listen(server, options);
    return { url: urlOf(server.address() as AddressInfo), stop: () => stop(server) };
  },
};

async function listen(server: Server, { host, port }: ServeOptions): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port }, () => resolve());
    });
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const [why = code, next = elsewhere] = wordsFor[code] ?? [];
    throw new KnownError('USAGE', `cannot listen on ${host}:${port}: ${why}`, { tryThis: [next], cause: error });
  }
}

const elsewhere = 'listen on another address or port: --listen HOST:PORT';

/** What it means, and what to do. */
const wordsFor: Readonly<Record<string, readonly [string, string?]>> = {
  EADDRINUSE: ['another program does already', 'stop that program, or take another port: --listen HOST:PORT'],
  EADDRNOTAVAIL: ['this machine does not have that address', 'see which it has: ip address'],
  EACCES: ['only root may take that port', 'take one from 1024 on, behind a reverse proxy: --listen HOST:PORT'],
  ENOTFOUND: ['no such host'],
};

async function answerOne(options: ServeOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const begun = performance.now();
  const asked = { method: request.method ?? '', path: (request.url ?? '').split('?', 1)[0] ?? '' };
  const body = await readBody(request, options.bodyLimit);
  if (body === 'gone') return;
  const answer = body === 'too-long' ? tooLong : await answerOrFail(options, { ...asked, body });
  // What is left of a request that nobody wants to read would be taken for the next one.
  if (body === 'too-long') response.setHeader('connection', 'close');
  if (answer.allow !== undefined) response.setHeader('allow', answer.allow);
  response.writeHead(answer.status, {
    'content-type': answer.type,
    'content-length': Buffer.byteLength(answer.body),
    'x-content-type-options': 'nosniff',
  });
  response.end(asked.method === 'HEAD' ? '' : answer.body);
  options.answered(asked, answer, performance.now() - begun);
}

const plain = 'text/plain; charset=utf-8';
const tooLong: HttpAnswer = { status: 413, type: plain, body: 'too long\n' };
const failure: HttpAnswer = { status: 500, type: plain, body: 'something is wrong here; the operator has to look\n' };

async function answerOrFail(options: ServeOptions, request: HttpRequest): Promise<HttpAnswer> {
  try {
    return await options.answer(request);
  } catch (error) {
    options.failed(error);
    return failure;
  }
}

/** `gone`: the client hung up, or was too slow. */
async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array | 'too-long' | 'gone'> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return 'too-long';
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > limit) return 'too-long';
      parts.push(part);
    }
  } catch {
    return 'gone';
  }
  return Buffer.concat(parts);
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), longestStop);
  await closed;
  clearTimeout(timer);
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
