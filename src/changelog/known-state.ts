import type { LogState } from './fold/log-state.js';
import { readPinned } from './refresh-log.js';
import { readRefs } from './clone/read-refs.js';
import type { Workplace } from './workplace.js';

/** What all entries amount to that this machine has seen; the remote is not asked. */
export async function knownState(place: Workplace): Promise<LogState> {
  const log = place.memory.log ?? (await readPinned(place, await readRefs(await place.clone())));
  return log.state;
}
