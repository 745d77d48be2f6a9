import type { LoggedEntry } from '../../model/contents.js';
import { keyOf } from '../fold/key-of.js';
import type { Judge } from '../log/judge.js';
import type { SignedLine } from '../log/signed-line.js';

/** A head that the writer of an entry had seen, though this log never had it. */
export interface BrokenHead {
  readonly size: number;
  /** Base64. */
  readonly root: string;
  /** The entry that has seen it. */
  readonly by: Pick<LoggedEntry, 'position'> & { readonly time: string; readonly actor: string };
}

/** What the heads that entries have seen say of the log before them. */
export interface SeenHeads {
  /** So many entries are as they were: somebody who signed later had seen just these. */
  intact: number;
  /** At most a hundred. */
  readonly broken: BrokenHead[];
}

const most = 100;

/** Takes in what an entry has seen, if its key was let in. */
export function noteSeen(seen: SeenHeads, line: SignedLine & { readonly position: number }, judge: Judge): void {
  const { entry, k, position } = line;
  if (!('seen' in entry) || entry.seen === null || !keyOf(judge.state, k)) return;
  const { size, root } = entry.seen;
  if (judge.state.forks.includes(`${size} ${root}`)) return;
  if (size <= position && judge.rootAt(size) === root) seen.intact = Math.max(seen.intact, size);
  else if (seen.broken.length < most)
    seen.broken.push({ size, root, by: { position, time: entry.time, actor: entry.actor } });
}
