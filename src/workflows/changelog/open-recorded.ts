import { openEntry, type OpenedEntry } from '../../changelog/open-entry.js';
import type { Tools } from '../../tools/tools.js';
import type { OpenRegion } from '../region/open-region.js';
import { whoActs } from '../region/who-acts.js';

/** An entry with the texts beside it, as far as whoever acts may read them. */
export async function openRecorded(
  tools: Pick<Tools, 'environment' | 'files' | 'random'>,
  { region, changelog }: OpenRegion,
  prefix: string,
): Promise<OpenedEntry> {
  return openEntry(changelog.place, prefix, (await whoActs(tools, region)).id);
}
