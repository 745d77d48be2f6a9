import { openEntry, type OpenedEntry } from '../../changelog/open-entry.js';
import type { OpenRegion } from '../region/open-region.js';

/** An entry with the texts beside it, as far as whoever acts may read them. */
export async function openRecorded({ changelog, actor }: OpenRegion, prefix: string): Promise<OpenedEntry> {
  return openEntry(changelog.place, prefix, (await actor()).id);
}
