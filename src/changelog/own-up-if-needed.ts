import type { NewEntry } from '../model/entry.js';
import { encodeBase64 } from '../tlog/base64.js';
import type { Head } from './heads/head.js';
import { ofOtherHistory } from './heads/refuse-other-history.js';
import { signedHeads, type SignedHead } from './heads/remembered-head.js';
import { refreshLog } from './refresh-log.js';
import type { Workplace } from './workplace.js';

type ForkEntry = Extract<NewEntry, { type: 'fork' }>;

/** Entries that own up to heads of another history, and the heads that are set aside once they are published. */
export interface OwningUp {
  readonly entries: readonly ForkEntry[];
  readonly heads: readonly SignedHead[];
}

/**
 * A head that was signed here and perhaps never published, and of which the log is no continuation: another history won
 * while this machine was ended. Nobody is known to have it, so it is no alarm; but the log says that there is one.
 */
export async function ownUpIfNeeded(place: Workplace, actor: string | undefined): Promise<OwningUp> {
  const unpublished = (await signedHeads(place)).filter(({ published }) => !published);
  if (unpublished.length === 0 || actor === undefined) return { entries: [], heads: [] };
  const { log } = await refreshLog(place);
  const heads = await ofOtherHistory(place, log, unpublished);
  return { entries: forkEntries(place, actor, heads.map(seenOf)), heads };
}

/** What an entry that has seen this head would say. */
export function seenOf({ size, root }: Head): ForkEntry['heads'][number] {
  return { size, root: encodeBase64(root) };
}

const mostHeads = 64;

/** The entry that owns up to heads; none where there are none. */
export function forkEntries(place: Workplace, actor: string, heads: ForkEntry['heads']): OwningUp['entries'] {
  const each = [...new Map(heads.map((head) => [`${head.size} ${head.root}`, head])).values()].slice(-mostHeads);
  if (each.length === 0) return [];
  return [{ v: 1, log: place.origin, type: 'fork', time: place.clock.now(), actor, heads: each }];
}
