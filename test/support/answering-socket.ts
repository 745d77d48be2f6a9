import { createServer, type ServerResponse } from 'node:http';
import { listenAtSocket, type ListeningSocket } from './listen-at-socket.js';

/** Says what comes back for a path (`/services`); undefined: nothing, ever. */
export type Answering = (path: string, response: ServerResponse) => Answer | undefined;

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | number>>;
  /** JSON, unless it is a text. */
  readonly body: unknown;
  /** Bytes as they stand, status line included: no HTTP that node would write. */
  readonly raw?: string;
}

export interface AnsweringSocket extends ListeningSocket {
  answer: Answering;
}

/** A socket at which something answers that may or may not be Docker. */
export async function openAnsweringSocket(answer: Answering): Promise<AnsweringSocket> {
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    request.resume();
    request.on('end', () => send(response, opened.answer(path, response)));
  });
  const opened: AnsweringSocket = { ...(await listenAtSocket(server)), answer };
  return opened;
}

function send(response: ServerResponse, answer: Answer | undefined): void {
  if (answer === undefined) return;
  if (answer.raw !== undefined) return void response.socket?.end(answer.raw);
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers }).end(text);
}
