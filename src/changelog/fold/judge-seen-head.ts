import { entryProblem, type Problem } from '../problem.js';
import type { FoldContext } from './fold-context.js';
import type { SignedEntry } from './signed-entry.js';
import { keyOf } from './key-of.js';
import type { KnownKey, LogState } from './log-state.js';
import { isEarlier, sureTime } from './times.js';

/** An entry names the head that its writer knew: it must be one of this log, and not sure to be younger than the entry says. */
export function judgeSeenHead(state: LogState, signed: SignedEntry, { rootAt }: FoldContext): Problem[] {
  const { entry } = signed;
  if (!('seen' in entry) || entry.seen === null) return [];
  const key = keyOf(state, signed.k);
  if (key && isEarlier(entry.time, key.since) && isSince(state, key))
    return [entryProblem('backdated', signed, `bears a time before its key was let in (${key.since})`)];
  const { size, root } = entry.seen;
  if (size > signed.position || rootAt(size) !== root) {
    if (state.forks.includes(`${size} ${root}`)) return [];
    const says = `was written after another history of ${size} entries than the one that stands before it`;
    return [entryProblem('seen-other-history', signed, says)];
  }
  const newest = sureTime(state, size);
  if (newest === undefined || !isEarlier(entry.time, newest) || isOfRoots(state, signed)) return [];
  const says = `bears a time earlier than that of entries of two people which its writer had already seen (${newest})`;
  return [entryProblem('backdated', signed, says)];
}

/** Nothing stands before the key that opened the log; and whoever let a key in with a clock far ahead must not shut it out. */
function isSince({ datedAhead }: LogState, { added, since }: KnownKey): boolean {
  return added > 0 && !datedAhead.some(({ position, by }) => position >= added && isEarlier(by.time, since));
}

/** Policies count by position alone: root keys put one into force also where two clocks far ahead bind everybody else. */
function isOfRoots({ rootKeys, proposals }: LogState, { entry, k }: SignedEntry): boolean {
  const isPolicy =
    entry.type === 'policy' || (entry.type === 'approve' && proposals[entry.of]?.entry.type === 'policy');
  return isPolicy && rootKeys.includes(k);
}
