import type { Timestamp } from '../../model/brand.js';
import { findUnrealTimes, isRealInstant } from '../../model/is-real-instant.js';
import { entryProblem, type Problem } from '../problem.js';
import type { LogState } from './log-state.js';
import type { SignedEntry } from './signed-entry.js';

/** From when on every tend writes only moments that there are. */
const checkedSince: Timestamp = '2026-12-01T00:00:00Z';

/**
 * Whether the times of an entry are moments that there are: no 30 February. Entries keep their verdict where nothing up to them is
 * from when that was checked.
 */
export function judgeTimes(state: LogState, signed: SignedEntry): Problem[] {
  if (!state.checksTimes && !isSinceChecked(signed.entry.time)) return [];
  const [where] = findUnrealTimes(signed.entry);
  return where === undefined ? [] : [entryProblem('no-such-time', signed, `names a time that there is not (${where})`)];
}

/** Takes in the time of an entry that counts. */
export function noteChecked(state: LogState, time: Timestamp): void {
  state.checksTimes ||= isSinceChecked(time);
}

function isSinceChecked(time: Timestamp): boolean {
  return time >= checkedSince && isRealInstant(time);
}
