import type { EntryId } from '../../model/brand.js';
import type { Entry } from '../../model/entry.js';

/** An entry as it will stand in the log for ever. */
export interface SealedLine {
  readonly line: string;
  readonly id: EntryId;
  readonly entry: Entry;
}
