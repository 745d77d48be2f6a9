import type { Head } from '../heads/head.js';
import type { Problem } from '../problem.js';
import type { WholeLog } from './read-whole.js';

/** Whether the head is the newest: entries have seen heads, and no head goes back. */
export function verifyOldHead({ seen, tree, head: found }: WholeLog): Problem[] {
  if (found && 'problem' in found) return [];
  const head: Head | undefined = found;
  const newest = Math.max(seen.intact, ...seen.broken.map(({ size }) => size));
  // What follows on log.open has seen that entry, of which there is no signed head.
  if (newest <= 1 || (head && head.size >= Math.min(newest, tree.size))) return [];
  const was = `entries here were written after a signed head over ${newest}`;
  return head
    ? [
        {
          code: 'head-stale',
          says: `the signed head covers ${head.size} entries, but ${was}: an old head was put back (certain)`,
        },
      ]
    : [{ code: 'head-missing', says: `there is no signed head of this log, but ${was}: it was taken away (certain)` }];
}
