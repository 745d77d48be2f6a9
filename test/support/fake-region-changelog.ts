import { createHash } from 'node:crypto';
import type { EntryId } from '../../src/model/brand.js';
import type { NewEntry } from '../../src/model/entry.js';
import { KnownError } from '../../src/model/known-error.js';
import { projectRecord, type RecordedEntry } from '../../src/record/project-record.js';
import type { RegionChangelog } from '../../src/workflows/changelog/region-changelog.js';
import { onlyWith } from './only-with.js';
import { anId } from './an-id.js';

/** A log that everybody sees, and the machines that write into it. */
export interface FakeLog {
  /** What is published, in order. */
  readonly published: RecordedEntry[];
  /** What one machine has of it: its own spool, and the log. */
  readonly machine: () => FakeMachine;
}

export interface FakeMachine {
  /** Opens the changelog as one run does: what it announces, it alone can tell more of than "unknown". */
  readonly open: () => RegionChangelog;
  /** Signed here and not yet published. */
  readonly waiting: RecordedEntry[];
}

/** The changelog of a region in memory, as far as test/support/region-changelog-contract.ts asks; it has no witnesses. */
export function makeFakeLog(origin = 'example.org/changelog'): FakeLog {
  const published: RecordedEntry[] = [];
  return { published, machine: () => makeMachine(published, origin) };
}

function makeMachine(published: RecordedEntry[], origin: string): FakeMachine {
  const waiting: RecordedEntry[] = [];
  return { waiting, open: () => openOn(published, waiting, origin) };
}

function openOn(published: RecordedEntry[], waiting: RecordedEntry[], origin: string): RegionChangelog {
  const announcedHere = new Set<EntryId>();
  const signed = new WeakMap<NewEntry, RecordedEntry>();
  const details = new Map<string, string>();
  let count = 0;

  /** The same entry stays the same, however often it is sent. */
  function sign(entry: NewEntry): RecordedEntry {
    const before = signed.get(entry);
    if (before) return before;
    refuseForeign(entry);
    const text = JSON.stringify([entry, published.length, waiting.length, count++]);
    const id = anId(createHash('sha256').update(text).digest('base64url'));
    const line = { id, entry: structuredClone(entry) as RecordedEntry['entry'] };
    signed.set(entry, line);
    if (entry.type === 'intent') announcedHere.add(id);
    return line;
  }

  function refuseForeign(entry: NewEntry): void {
    if (entry.type !== 'outcome' || announcedHere.has(entry.intent)) return;
    if (entry.result === 'unknown' || entry.result === 'aborted') return;
    throw new KnownError('CHANGELOG_REFUSED', `it says "${entry.result}" without the key that its announcement names`, {
      tryThis: ['tend changelog key list'],
    });
  }

  function publish(lines: readonly RecordedEntry[]): boolean {
    const known = new Set(published.map(({ id }) => id));
    const added = lines.filter(({ id }) => !known.has(id));
    published.push(...added);
    return added.length > 0;
  }

  const commit = async (text: string) => {
    const commitment = createHash('sha256').update(text).digest('base64url');
    details.set(commitment, text);
    return commitment;
  };
  const silent = () => {
    throw new KnownError('CHANGELOG_UNREACHABLE', 'nobody asks this log for its witnesses', { tryThis: ['none'] });
  };
  return onlyWith<RegionChangelog>('changelog', {
    read: async () => ({
      ...projectRecord([...published, ...waiting]),
      remote: 'memory',
      spooled: waiting.length,
      fresh: true,
    }),
    append: async (entries) => {
      const lines = entries.map(sign);
      const pushed = publish([...waiting.splice(0), ...lines]);
      return { ids: lines.map(({ id }) => id), pushed, refused: [], behind: [] };
    },
    spool: async (entries) => {
      const lines = entries.map(sign);
      const known = new Set(waiting.map(({ id }) => id));
      waiting.push(...lines.filter(({ id }) => !known.has(id)));
      return lines.map(({ id }) => id);
    },
    spooled: async () => waiting.length,
    checkMayWrite: async () => undefined,
    putDetail: commit,
    readDetail: async (commitment) => details.get(commitment),
    keepPlan: commit,
    readPlan: async (commitment) => details.get(commitment),
    place: onlyWith<RegionChangelog['place']>('changelog.place', { origin, clone: async () => silent() }),
  });
}
