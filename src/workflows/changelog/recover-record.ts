import { recoverLog, type Recovered } from '../../changelog/recover-log.js';
import type { Tools } from '../../tools/tools.js';
import type { OpenRegion } from '../region/open-region.js';
import { whoActs } from '../region/who-acts.js';

/** Brings back what this machine saw and the remote no longer has. */
export async function recoverRecord(
  tools: Pick<Tools, 'environment' | 'files' | 'random'>,
  { region, changelog }: OpenRegion,
): Promise<Recovered> {
  return recoverLog(changelog.place, (await whoActs(tools, region)).id);
}
