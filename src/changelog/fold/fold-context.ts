import type { EntryId } from '../../model/brand.js';
import type { Contents } from '../../model/contents.js';
import type { Entry } from '../../model/entry.js';

/** What entries committed to: to tell whether an erasing names texts of the entry that it is about. */
export interface Committed {
  /** Commitments of an entry of this log; undefined where there is no such entry. */
  of(id: EntryId): readonly string[] | undefined;
  /** Takes in an entry that has its place now. */
  note(id: EntryId, entry: Entry): void;
}

/** What an entry is judged by, beside the entries before it. */
export interface FoldContext {
  readonly origin: string;
  readonly contents: Contents;
  /** The root (base64) that this log had at that size; undefined where it never had it. */
  readonly rootAt: (size: number) => string | undefined;
  /** Ids of the entries that a new one could repeat. */
  readonly ids: Set<string>;
  /** Texts of entries that are here. */
  readonly committed: Committed;
  /** Paths of pages that are no longer what they were; entries add to it. */
  readonly touched: Set<string>;
}
