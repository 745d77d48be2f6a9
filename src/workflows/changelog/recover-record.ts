import { recoverLog, type Recovered } from '../../changelog/recover-log.js';
import type { OpenRegion } from '../region/open-region.js';

/** Brings back what this machine saw and the remote no longer has. */
export async function recoverRecord({ changelog, actor }: OpenRegion): Promise<Recovered> {
  return recoverLog(changelog.place, (await actor()).id);
}
