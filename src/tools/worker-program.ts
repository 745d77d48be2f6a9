// What runs in a thread of its own: takes tasks one after the other, and answers each.
import { parentPort } from 'node:worker_threads';
import { lookFirstWith } from '../tlog/ed25519.js';
import { loadLibsodium } from './load-libsodium.js';

export interface WorkerTask {
  readonly id: number;
  /** URL of a module and the name of a function that it exports. */
  readonly module: string;
  readonly name: string;
  readonly input: unknown;
}

export type WorkerAnswer =
  { readonly id: number; readonly output: unknown } | { readonly id: number; readonly error: Error };

// Whoever starts threads has many signatures before them.
const libsodium = loadLibsodium();
if (libsodium) lookFirstWith(libsodium);

parentPort?.on('message', (task: WorkerTask) => void answer(task));

async function answer({ id, module, name, input }: WorkerTask): Promise<void> {
  try {
    const exported = (await import(module)) as Record<string, (input: unknown) => unknown>;
    const run = exported[name];
    if (!run) throw new Error(`${module} exports no ${name}`);
    send({ id, output: run(input) });
  } catch (error) {
    send({ id, error: error instanceof Error ? error : new Error(String(error)) });
  }
}

function send(answer: WorkerAnswer): void {
  parentPort?.postMessage(answer);
}
