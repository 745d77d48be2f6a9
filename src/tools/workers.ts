import { availableParallelism } from 'node:os';
import { keepMemorySmall } from './keep-memory-small.js';
import { startWorkerThread, type WorkerThread } from './worker-thread.js';

/** A pure function that may run on another core. What it finds wrong it returns: an error that it throws loses its code. */
export interface Job<Input, Output> {
  /** The module that exports `run` under its own name: `import.meta.url` of the file in which it stands. */
  readonly module: string;
  /** Plain data in and out, as structuredClone takes it; nothing but the input tells it anything. */
  readonly run: (input: Input) => Output;
  /** Bytes of the input that are given away instead of copied: whoever made it does not look at them again. */
  readonly transfer?: (input: Input) => ArrayBuffer[];
}

/** All cores of this machine. */
export interface Workers {
  /**
   * The outputs in the order of the inputs. Inputs are taken only a few ahead of what is done, so that any number of them fits
   * into memory. Throws what a job throws.
   */
  map<Input, Output>(job: Job<Input, Output>, inputs: Inputs<Input>): AsyncGenerator<Output, void, undefined>;
}

type Inputs<Input> = Iterable<Input> | AsyncIterable<Input>;

/** Everything in this thread, one after the other: for tests. */
export const noWorkers: Workers = {
  async *map(job, inputs) {
    for await (const input of inputs) yield job.run(input);
  },
};

/** As many threads as there are cores, started when there is work for them and kept for the next. */
export const realWorkers: Workers = makeWorkers(availableParallelism());

/** What is done sooner than this is not worth starting threads for. */
const startingMs = 30;
/** Tasks a thread has before it, so that it never waits for the next one; more would only take memory. */
const tasksEach = 3;

/** Up to `count` threads. Sources that are run as they are (tests, npm run dev) run here: no thread could import them. */
export function makeWorkers(count: number): Workers {
  const threads = new Set<WorkerThread>();
  const areBuilt = (job: { module: string }) => [job.module, import.meta.url].every((url) => url.endsWith('.js'));
  return {
    map(job, inputs) {
      if (!areBuilt(job)) return noWorkers.map(job, inputs);
      return mapOnThreads(job, inputs, { threads, count });
    },
  };
}

interface Pool {
  readonly threads: Set<WorkerThread>;
  readonly count: number;
}

async function* mapOnThreads<Input, Output>(
  job: Job<Input, Output>,
  inputs: Inputs<Input>,
  pool: Pool,
): AsyncGenerator<Output, void, undefined> {
  const running: Promise<Output>[] = [];
  let spent = 0;
  for await (const input of inputs) {
    const start = performance.now();
    const isWorthThreads = pool.threads.size > 0 || spent > startingMs;
    running.push(isWorthThreads ? runOnThread(job, input, pool) : Promise.resolve(job.run(input)));
    spent += performance.now() - start;
    if (running.length > tasksEach * pool.count) yield* takeFirst(running);
  }
  while (running.length > 0) yield* takeFirst(running);
}

async function* takeFirst<Output>(running: Promise<Output>[]): AsyncGenerator<Output, void, undefined> {
  const first = running.shift();
  if (first) yield await first;
}

function runOnThread<Input, Output>(job: Job<Input, Output>, input: Input, pool: Pool): Promise<Output> {
  const task = { module: job.module, name: job.run.name, input };
  const output = threadFor(pool).run(task, job.transfer?.(input)) as Promise<Output>;
  // Who asks no further leaves outputs behind that nobody waits for: also an error among them is nobody's.
  output.catch(() => undefined);
  return output;
}

/** The least busy thread; a new one as long as all are busy and there may be more. */
function threadFor({ threads, count }: Pool): WorkerThread {
  const [free] = [...threads].sort((one, other) => one.waiting() - other.waiting());
  if (free && (free.waiting() === 0 || threads.size === count)) return free;
  // Much is to be done, so much passes through this thread too.
  keepMemorySmall();
  const thread: WorkerThread = startWorkerThread(() => threads.delete(thread));
  threads.add(thread);
  return thread;
}
