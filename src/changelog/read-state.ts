import type { LogState } from './fold/log-state.js';
import { refreshLog } from './refresh-log.js';
import type { Workplace } from './workplace.js';

/** What all entries amount to: keys, policy, what waits for a second person. Offline: as far as it is known here. */
export async function readState(place: Workplace): Promise<LogState> {
  return (await refreshLog(place, true)).log.state;
}
