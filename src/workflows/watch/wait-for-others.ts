import { hash } from 'node:crypto';
import { KnownError } from '../../model/known-error.js';
import type { ReadingTools } from '../../tools/tools.js';

/** A look at very many logs, of which some do not answer, is over by then. */
const longestLookMs = 1_800_000;

/**
 * Two looks at once would tell everything twice: the later one waits, and then knows what was told. Gives what ends its
 * turn; undefined where this machine has no such thing as a turn, or somebody said stop.
 */
export async function waitForOthers({ exclusive, clock }: ReadingTools, folder: string, signal?: AbortSignal) {
  const name = `tend-watch-${hash('sha256', folder).slice(0, 32)}`;
  const end = clock.monotonic() + longestLookMs;
  while (exclusive && !signal?.aborted) {
    const release = await exclusive.hold(name);
    if (release) return release;
    if (clock.monotonic() > end) throw lookHangs();
    await clock.sleep(200, signal);
  }
  return undefined;
}

function lookHangs(): KnownError {
  const says = 'another tend changelog watch of this account has been looking for half an hour';
  return new KnownError('LOCK_HELD', says, { tryThis: ['see whether it hangs: pgrep -af "changelog watch"'] });
}
