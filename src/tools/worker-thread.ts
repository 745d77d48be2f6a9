import { Worker } from 'node:worker_threads';
import type { WorkerAnswer, WorkerTask } from './worker-program.js';

/**
 * A thread that works off tasks; once it has done one it keeps the process alive only while it has more. (Node 24 forgets an
 * unref of a thread that is still starting: start one when there is a task for it.)
 */
export interface WorkerThread {
  /** What the function gives; rejects with what it throws, or where the thread itself comes to an end. */
  run(task: Task, transfer?: ArrayBuffer[]): Promise<unknown>;
  /** Tasks that are not answered yet. */
  waiting(): number;
}

type Task = Omit<WorkerTask, 'id'>;
type Waiting = Map<number, PromiseWithResolvers<unknown>>;

/** Jobs leave little behind: with more room for what is young a thread takes 50 MB more, and is no faster. */
const resourceLimits = { maxYoungGenerationSizeMb: 12 };

/** Starts a thread; `ended` is called when it is gone, whatever for. */
export function startWorkerThread(ended: () => void): WorkerThread {
  // Neither the options nor the variables of this process: a job knows its input and nothing else.
  const worker = new Worker(new URL('./worker-program.js', import.meta.url), { execArgv: [], env: {}, resourceLimits });
  const waiting: Waiting = new Map();
  let tasks = 0;
  worker.on('message', (answer: WorkerAnswer) => {
    settle(waiting, answer);
    if (waiting.size === 0) worker.unref();
  });
  worker.on('error', (error) => giveUp(waiting, error));
  worker.on('exit', (status) => {
    giveUp(waiting, new Error(`a worker thread ended with ${status}`));
    ended();
  });
  return { run, waiting: () => waiting.size };

  function run(task: Task, transfer: ArrayBuffer[] = []): Promise<unknown> {
    const id = tasks++;
    worker.postMessage({ ...task, id } satisfies WorkerTask, transfer);
    worker.ref();
    const answered = Promise.withResolvers<unknown>();
    waiting.set(id, answered);
    return answered.promise;
  }
}

function settle(waiting: Waiting, answer: WorkerAnswer): void {
  const answered = waiting.get(answer.id);
  waiting.delete(answer.id);
  if ('error' in answer) answered?.reject(answer.error);
  else answered?.resolve(answer.output);
}

function giveUp(waiting: Waiting, error: unknown): void {
  for (const answered of waiting.values()) answered.reject(error);
  waiting.clear();
}
