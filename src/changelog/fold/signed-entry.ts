import type { LoggedEntry } from '../../model/contents.js';

/** A line that is one by itself: canonical, of a known form, and signed by the key `k` (a fingerprint). */
export interface SignedEntry extends LoggedEntry {
  readonly k: string;
}
