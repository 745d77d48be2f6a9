import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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

export interface AnsweringSocket {
  readonly socket: string;
  answer: Answering;
  close(): Promise<void>;
}

/** A socket at which something answers that may or may not be Docker. */
export async function openAnsweringSocket(answer: Answering): Promise<AnsweringSocket> {
  const folder = mkdtempSync(join(tmpdir(), 'tend-answering-'));
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    request.resume();
    request.on('end', () => send(response, opened.answer(path, response)));
  });
  const socket = join(folder, 'docker.sock');
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  const opened: AnsweringSocket = {
    socket,
    answer,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          rmSync(folder, { recursive: true });
          resolve();
        });
      }),
  };
  return opened;
}

function send(response: ServerResponse, answer: Answer | undefined): void {
  if (answer === undefined) return;
  if (answer.raw !== undefined) return void response.socket?.end(answer.raw);
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers }).end(text);
}
