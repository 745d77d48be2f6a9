import type { HttpAnswer, HttpRequest } from '../../tools/http-server.js';
import type { WitnessTools } from '../../tools/witness-tools.js';
import type { ServeEvent } from '../../model/serve-event.js';
import { answerRequest } from '../../witness/answer-request.js';
import { openChosenWitness } from './open-chosen-witness.js';

export interface ServeWishes {
  readonly witness: string | undefined;
  readonly host: string;
  readonly port: number;
  /** Ends it. */
  readonly signal: AbortSignal;
  tell(event: ServeEvent): void;
}

/** Bytes of an add-checkpoint at most: a note of 16 large signatures and a proof. */
const bodyLimit = 64 * 1024;

/** Runs a witness's HTTP server until the signal. */
export async function serveWitness(tools: WitnessTools, wishes: ServeWishes): Promise<void> {
  const { host, port, signal } = wishes;
  const witness = await openChosenWitness(tools, wishes.witness);
  const now = () => tools.clock.now();
  const server = await tools.httpServer.serve({
    host,
    port,
    bodyLimit,
    answer: (request) => answerRequest(witness, request),
    answered: (request, answer, ms) => wishes.tell(answeredEvent(now(), { request, answer, ms })),
    failed: (error) => wishes.tell({ type: 'failed', at: now(), error }),
  });
  wishes.tell({ type: 'listening', name: witness.key.name, vkey: witness.key.text, url: server.url });
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  await server.stop();
}

interface Answered {
  readonly request: Omit<HttpRequest, 'body'>;
  readonly answer: HttpAnswer;
  readonly ms: number;
}

function answeredEvent(at: string, { request, answer, ms }: Answered): ServeEvent {
  const { status, about } = answer;
  return { type: 'answered', at, ...request, status, about, ms };
}
