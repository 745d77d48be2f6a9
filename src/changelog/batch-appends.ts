import type { NewEntry } from '../model/entry.js';
import type { EntryId } from '../model/brand.js';
import type { Appended, AppendOptions } from './append-entries.js';

type Append = (entries: readonly NewEntry[], options?: AppendOptions) => Promise<Appended>;

interface Waiting {
  readonly entries: readonly NewEntry[];
  readonly options: AppendOptions | undefined;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

/** One append at a time: what is asked for meanwhile goes together into the next one. */
export function batchAppends(append: Append): Append {
  let waiting: Waiting[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await runBatch(append, batch);
    }
    running = false;
  }

  return (entries, options) =>
    new Promise((resolve, reject) => {
      waiting.push({ entries, options, resolve, reject });
      if (!running) void run();
    });
}

async function runBatch(append: Append, batch: readonly Waiting[]): Promise<void> {
  try {
    const headLater = batch.every(({ options }) => options?.headLater === true);
    const appended = await append(
      batch.flatMap(({ entries }) => entries),
      { headLater },
    );
    const ids = appended.ids.values();
    for (const { entries, resolve } of batch) resolve({ ...appended, ids: take(ids, entries.length) });
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}

function take(ids: Iterator<EntryId, unknown>, count: number): EntryId[] {
  return Array.from({ length: count }, () => ids.next().value as EntryId);
}
