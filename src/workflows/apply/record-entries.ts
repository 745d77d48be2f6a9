import type { AppendOptions } from '../../changelog/append-entries.js';
import type { EntryId } from '../../model/brand.js';
import type { NewEntry } from '../../model/entry.js';
import { KnownError } from '../../model/known-error.js';
import type { ApplyRun } from './apply-run.js';

export type Recorder = Pick<ApplyRun, 'open' | 'tell' | 'recordLater'>;

/** Publishes entries; with `recordLater`, what cannot be published is kept on this machine and said so. */
export async function recordEntries(
  run: Recorder,
  entries: readonly NewEntry[],
  options?: AppendOptions,
): Promise<readonly EntryId[]> {
  try {
    const { ids, pushed } = await run.open.changelog.append(entries, options);
    run.tell({ type: 'recorded', entries: ids, pushed });
    return ids;
  } catch (error) {
    const isUnpublishable = error instanceof KnownError && error.exitStatus === 13;
    if (!run.recordLater || !isUnpublishable) throw error;
    return spool(run, entries);
  }
}

/** Where an outcome is: published, or kept on this machine for that reason. */
export interface Recorded {
  readonly id?: EntryId;
  readonly kept?: KnownError;
}

/**
 * What was seen after a change is never lost: published, or, whatever hinders that, kept here for the next run. Several
 * go into one push; where each is, is given in their order.
 */
export async function recordOutcomes(
  run: Recorder,
  entries: readonly NewEntry[],
  options?: AppendOptions,
): Promise<Recorded[]> {
  try {
    return (await recordEntries(run, entries, options)).map((id) => ({ id }));
  } catch (error) {
    const ids = await spool(run, entries);
    if (!(error instanceof KnownError)) throw error;
    return ids.map((id) => ({ id, kept: error }));
  }
}

/** The same for one alone. */
export async function recordOutcome(run: Recorder, entry: NewEntry): Promise<Recorded> {
  const [recorded = {}] = await recordOutcomes(run, [entry]);
  return recorded;
}

async function spool({ open, tell }: Recorder, entries: readonly NewEntry[]): Promise<readonly EntryId[]> {
  const ids = await open.changelog.spool(entries);
  tell({ type: 'recorded', entries: ids, pushed: false });
  const words = entries.length === 1 ? '1 entry waits' : `${entries.length} entries wait`;
  tell({ type: 'notice', text: `NOT PUBLISHED: ${words} on this machine; the next run publishes` });
  return ids;
}
