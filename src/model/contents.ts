import type { EntryId } from './brand.js';
import type { Entry, IntentEntry, OutcomeEntry } from './entry.js';

/** An entry and its place in the log; positions count from 0, those of a draft that the log took up are below 0. */
export interface LoggedEntry {
  readonly position: number;
  readonly id: EntryId;
  readonly entry: Entry;
  /** Fingerprint of the key that signed it; entries of a draft have none. */
  readonly k?: string;
}

/**
 * What the entries of a log mean. The log itself knows keys, heads and the two phases; what it is about is handed in,
 * so that it can carry other records too.
 */
export interface Contents {
  /** Raised with every change of how pages look: pages and what is kept for them are then made anew from all entries. */
  readonly pagesVersion: number;
  /** What an entry is about (apps), for keys that may only write about some. */
  subjectsOf(entry: Entry): readonly string[];
  /** One line on an entry, made of nothing but what it says; an outcome with its intent. */
  describe(entry: Entry, intent?: IntentEntry): string;
  /** Why an outcome cannot be one of that intent's step; undefined where it fits. */
  misfit(outcome: OutcomeEntry, intent: IntentEntry): string | undefined;
  /** What pages are made of, before any entry: plain JSON, so that it can be kept between runs. */
  newPages(origin: string): Pages;
  /** Takes an entry into it, in log order; changes `pages`, gives the paths of the pages that now differ. */
  addToPages(pages: Pages, logged: LoggedEntry): readonly string[];
  /** The text of a page; undefined where there is none (any more) by that path. */
  page(pages: Pages, path: string): string | undefined;
  /** The version by which a README.md was made; undefined where it does not say. */
  versionOf(readme: string): number | undefined;
  /** Every page that there is, sorted. */
  pagePaths(pages: Pages): readonly string[];
}

/** Opaque to the log; plain JSON. */
export type Pages = object;
