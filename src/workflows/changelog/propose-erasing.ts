import { commitmentsOf } from '../../changelog/details-folder.js';
import { findEntry } from '../../changelog/find-entry.js';
import type { EntryId } from '../../model/brand.js';
import { KnownError } from '../../model/known-error.js';
import type { Tools } from '../../tools/tools.js';
import type { OpenRegion } from '../region/open-region.js';
import { appendAs } from './append-as.js';

/** What is proposed to be erased, and by which entry. */
export interface ErasingProposed {
  readonly entry: EntryId;
  readonly of: EntryId;
  readonly texts: number;
}

/** Proposes to erase the texts beside an entry; done once a second person approves. USAGE where it has none. */
export async function proposeErasing(
  tools: Tools,
  open: OpenRegion,
  { id: prefix, reason }: { readonly id: string; readonly reason: string },
): Promise<ErasingProposed> {
  const { changelog } = open;
  const { id: of, entry } = await findEntry(changelog.place, prefix);
  const commitments = commitmentsOf(entry);
  if (commitments.length === 0)
    throw new KnownError('USAGE', `beside the entry ${of.slice(0, 8)} lies no text to erase`, {
      tryThis: ['choose another entry: tend changelog show'],
    });
  const detail = await changelog.putDetail(JSON.stringify({ why: reason }));
  const proposed = await appendAs(tools, open, (common) => ({ ...common, type: 'erase', of, commitments, detail }));
  return { entry: proposed, of, texts: commitments.length };
}
