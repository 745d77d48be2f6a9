import type { LoggedEntry } from '../model/contents.js';
import { openDetail } from './detail.js';
import { commitmentsOf, readDetailFile } from './details-folder.js';
import { findEntry } from './find-entry.js';
import { isSealed } from './is-sealed.js';
import { identityOf } from './keys/identity-of.js';
import { refreshLog } from './refresh-log.js';
import type { Workplace } from './workplace.js';

/** A text that an entry only commits to: open, sealed to others, erased, or never published. */
interface OpenedText {
  readonly commitment: string;
  readonly state: 'open' | 'sealed' | 'erased' | 'absent' | 'altered';
  readonly text?: string;
}

export interface OpenedEntry {
  readonly logged: LoggedEntry;
  readonly texts: readonly OpenedText[];
}

/** An entry with the texts beside it, as far as whoever acts may read them. */
export async function openEntry(place: Workplace, prefix: string, actor: string): Promise<OpenedEntry> {
  const logged = await findEntry(place, prefix);
  const texts: OpenedText[] = [];
  for (const commitment of commitmentsOf(logged.entry))
    texts.push(await openText(place, { commitment, isPlan: isPlan(logged, commitment) }, actor));
  return { logged, texts };
}

function isPlan({ entry }: LoggedEntry, commitment: string): boolean {
  return entry.type === 'intent' && entry.plan === commitment;
}

interface Committed {
  readonly commitment: string;
  /** Plans alone are sealed. */
  readonly isPlan: boolean;
}

async function openText(
  place: Workplace,
  { commitment, isPlan: mayBeSealed }: Committed,
  actor: string,
): Promise<OpenedText> {
  const { log } = await refreshLog(place, true);
  if (log.state.erased[commitment] !== undefined) return { commitment, state: 'erased' };
  const file = await readDetailFile(place, commitment);
  if (file === undefined) return { commitment, state: 'absent' };
  if (isSealed(file) && !mayBeSealed) return { commitment, state: 'altered' };
  const unsealed = isSealed(file) ? await place.age.open(file, await identityOf(place, actor)) : file;
  if (unsealed === undefined) return { commitment, state: 'sealed' };
  const text = openDetail(unsealed, commitment);
  return text === undefined ? { commitment, state: 'altered' } : { commitment, state: 'open', text };
}
