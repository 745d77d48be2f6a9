import { eraseDetails } from '../../changelog/erase-details.js';
import { findEntry } from '../../changelog/find-entry.js';
import { readState } from '../../changelog/read-state.js';
import type { EntryId } from '../../model/brand.js';
import { keysOf } from '../../model/keys-of.js';
import { KnownError } from '../../model/known-error.js';
import type { Tools } from '../../tools/tools.js';
import { appendAs } from './append-as.js';
import type { OpenRegion } from '../region/open-region.js';

/** What a second person agreed to or confirmed. */
export interface SecondWord {
  readonly entry: EntryId;
  readonly of: EntryId;
  readonly what: string;
  /** Whether it counts now; a policy may need more root keys. */
  readonly settled: boolean;
}

/** Agrees to a policy or an erasing that somebody else proposed. USAGE where nothing like that waits. */
export async function approveProposal(tools: Tools, open: OpenRegion, prefix: string): Promise<SecondWord> {
  const { place } = open.changelog;
  const { proposals } = await readState(place);
  const of = oneOf(keysOf(proposals), prefix, 'nothing that waits for a second person begins with');
  const proposal = proposals[of]?.entry;
  const what = place.contents.describe(proposal ?? (await findEntry(place, of)).entry);
  const entry = await appendAs(tools, open, (common) => ({ ...common, type: 'approve', of }));
  const settled = (await readState(place)).proposals[of] === undefined;
  if (settled && proposal?.type === 'erase') await eraseDetails(place);
  return { entry, of, what, settled };
}

/** Says that a second person has looked at steps that were taken without witnesses. */
export async function confirmBreakglass(tools: Tools, open: OpenRegion, prefix: string): Promise<SecondWord> {
  const { place } = open.changelog;
  const { breakglasses } = await readState(place);
  const of = oneOf(keysOf(breakglasses), prefix, 'no break-glass that waits for a second person begins with');
  const what = place.contents.describe((await findEntry(place, of)).entry);
  const entry = await appendAs(tools, open, (common) => ({ ...common, type: 'confirm', of }));
  return { entry, of, what, settled: true };
}

function oneOf(ids: readonly EntryId[], prefix: string, none: string): EntryId {
  const [found, ...others] = ids.filter((id) => id.startsWith(prefix));
  if (found !== undefined && others.length === 0 && prefix !== '') return found;
  throw new KnownError('USAGE', others.length > 0 ? `several begin with ${prefix}` : `${none} ${prefix}`, {
    tryThis: ['what waits: tend changelog verify'],
  });
}
