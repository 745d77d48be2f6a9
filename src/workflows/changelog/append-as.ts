import type { EntryId } from '../../model/brand.js';
import type { NewEntry } from '../../model/entry.js';
import type { Tools } from '../../tools/tools.js';
import type { OpenRegion } from '../region/open-region.js';

/** What every entry says. */
export interface CommonFields {
  readonly v: 1;
  readonly log: string;
  readonly time: string;
  readonly actor: string;
}

/** Appends one entry in the name of whoever acts; gives its id. */
export async function appendAs(
  tools: Pick<Tools, 'clock'>,
  { changelog, actor }: OpenRegion,
  make: (common: CommonFields) => NewEntry,
): Promise<EntryId> {
  const { id } = await actor();
  const { origin } = changelog.place;
  const entry = make({ v: 1, log: origin, time: tools.clock.now(), actor: id });
  const [written] = (await changelog.append([entry])).ids;
  if (written === undefined) throw new Error('the changelog took an entry and gave no id for it');
  return written;
}
