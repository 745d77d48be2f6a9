import type { EntryId, Timestamp } from '../../model/brand.js';
import type { LogOpenEntry, Power } from '../../model/log-entry.js';

/** Raised with every change of this form or of the words on pages. */
export const pagesVersion = 4;

/** Changes that are kept of each app, and of the whole region; older ones stand in the entries. */
export const keptChanges = { app: 500, region: 50 } as const;

/**
 * What the pages of a region are made of: plain JSON that is kept between runs and changed by each entry, so that an
 * append to a log of a million entries needs only this. What grows is counted: changes, people, keys.
 */
export interface RegionPages {
  readonly origin: string;
  /** Times of the first and of the newest entry, as their writers say. */
  since: Timestamp | null;
  updated: Timestamp | null;
  opened: Opening | null;
  closed: { readonly at: Timestamp; readonly by: string; readonly next: string | null } | null;
  /** By name. Names can be words such as `constructor`: ask with appOf. */
  readonly apps: { [app: string]: AppOnPages };
  /** Pseudonyms that have a page: stewards, deputies, holders of keys. */
  readonly people: string[];
  readonly keys: KeyOnPages[];
  policy: { readonly text: string | null; readonly roots: readonly string[]; readonly threshold: number };
  proposals: ProposalOnPage[];
  /** Those that nobody else has confirmed yet. */
  breakglasses: BreakglassOnPage[];
  readonly forks: { readonly id: EntryId; readonly at: Timestamp; readonly by: string; readonly heads: number }[];
  /** The newest changes of all, oldest first. */
  readonly newest: NamedChange[];
}

interface Opening extends Pick<LogOpenEntry, 'draft'> {
  readonly id: EntryId;
  readonly at: Timestamp;
  readonly by: string;
  /** Fingerprint of the first key. */
  readonly key: string;
}

export interface AppOnPages {
  readonly nodes: { [node: string]: AppOnNode };
  /** Announced steps of which nobody has told yet what came of them. */
  open: OpenStep[];
  /** Oldest first. */
  readonly changes: Change[];
  /** Changes that were so many that they are not kept here. */
  older: number;
}

export interface AppOnNode {
  steward?: {
    readonly id: string | null;
    readonly deputies: readonly string[];
    readonly since: Timestamp;
    accepted?: Timestamp;
  };
  seen?: {
    readonly recipe?: string;
    readonly version?: string;
    readonly services: number;
    readonly running: number;
    readonly wanted: number;
    readonly at: Timestamp;
  };
}

export interface OpenStep {
  readonly intent: EntryId;
  readonly step: number;
  readonly node: string;
  /** `upgrade 1.2.0 → 1.3.0` */
  readonly what: string;
  readonly recipe: string;
  readonly version: string;
  readonly by: string;
  readonly at: Timestamp;
  readonly deadline: Timestamp;
  /** Begin of the commitment to the reason. */
  why?: string;
}

/** One thing that happened, as a line of a page tells it. */
export interface Change {
  readonly at: Timestamp;
  readonly by: string;
  readonly what: string;
  /** What came of it; what did not simply work stands out. */
  readonly came?: { readonly result: string; readonly good: boolean };
  /** Short names of the entries that say so. */
  readonly ids: string;
  /** Begin of the commitment to the reason, or who erased it. */
  why?: string;
  readonly loud?: true;
}

/** The same out of its app's page, with the whole id of its entry, as the feed needs it. */
export interface NamedChange extends Change {
  readonly id: EntryId;
  /** None: about the log itself, or about several apps. */
  readonly app?: string;
}

export interface KeyOnPages {
  readonly fingerprint: string;
  readonly key: string;
  readonly noteKey: string | null;
  readonly holder: string;
  readonly does: readonly Power[];
  readonly apps: readonly string[] | null;
  readonly since: Timestamp;
  readonly expires: Timestamp | null;
  revoked?: { readonly at: Timestamp; readonly reason: string };
}

/** A policy or an erasing that waits for others to agree; `by` are those who do, its proposer first. */
export interface ProposalOnPage {
  readonly id: EntryId;
  readonly at: Timestamp;
  readonly what: string;
  readonly by: readonly { readonly person: string; readonly key?: string }[];
  readonly asks:
    | { readonly kind: 'policy'; readonly text: string; readonly roots: readonly string[]; readonly threshold: number }
    | { readonly kind: 'erase'; readonly commitments: readonly string[] };
}

export interface BreakglassOnPage {
  readonly id: EntryId;
  readonly intent: EntryId;
  readonly at: Timestamp;
  readonly by: string;
  readonly apps: readonly string[];
  readonly why: string;
}

/** Before any entry. */
export function newRegionPages(origin: string): RegionPages {
  return {
    origin,
    since: null,
    updated: null,
    opened: null,
    closed: null,
    apps: {},
    people: [],
    keys: [],
    policy: { text: null, roots: [], threshold: 1 },
    proposals: [],
    breakglasses: [],
    forks: [],
    newest: [],
  };
}

/** What is kept of an app; undefined where no entry named it. */
export function appOf({ apps }: RegionPages, app: string): AppOnPages | undefined {
  return Object.hasOwn(apps, app) ? apps[app] : undefined;
}
