import type { EntryId, Timestamp } from '../../model/brand.js';
import type { Pages } from '../../model/contents.js';
import type { IntentEntry } from '../../model/entry.js';
import type { EraseEntry, PolicyEntry, Power } from '../../model/log-entry.js';

/** A key that was let in, for ever; it counts from its entry on to the one that revokes it. */
export interface KnownKey {
  readonly fingerprint: string;
  readonly key: string;
  readonly holder: string;
  readonly does: readonly Power[];
  readonly apps: readonly string[] | null;
  readonly expires: Timestamp | null;
  /** Verifies heads where the key itself cannot sign notes. */
  readonly noteKey: string | null;
  /** Positions of the entries that let it in and that revoked it. */
  readonly added: number;
  revoked: number | null;
  /** Time of the entry that let it in: nothing that it signs is older. */
  readonly since: Timestamp;
}

/** An intent some of whose steps have no outcome yet. */
export interface OpenIntent {
  readonly position: number;
  readonly intent: IntentEntry;
  /** Numbers of the steps whose outcome was told. */
  readonly told: number[];
  /** Those of them of which others spoke, without the key of the run: its own word still counts. */
  readonly byOthers: number[];
}

/** When somebody wrote last, as they say. */
interface Claim {
  readonly position: number;
  readonly id: EntryId;
  readonly time: Timestamp;
  /** False: by a key for some apps only, as jobs in CI have; it binds nobody else. */
  readonly vouches: boolean;
}

/** An entry that bears a later time than one whose writer had seen it: one of two clocks was wrong. */
export interface DatedAhead extends Omit<Claim, 'vouches'> {
  readonly actor: string;
  readonly by: Pick<Claim, 'position' | 'time'> & { readonly actor: string };
}

/** Something that counts once others agree. */
export interface Proposal {
  readonly entry: PolicyEntry | EraseEntry;
  /** Who proposed it. */
  readonly holder: string;
  /** Fingerprints of the keys that agree, the proposer's first. */
  readonly keys: string[];
}

interface OpenBreakglass {
  readonly intent: EntryId;
  readonly holder: string;
  readonly time: Timestamp;
  readonly position: number;
}

/**
 * What must be known of all entries so far to judge the next one: plain JSON, small, kept between runs, so that an
 * append to a log of a million entries reads only what is new. Changed in place by foldEntry.
 */
export interface LogState {
  size: number;
  /** Id of log.open: the fingerprint of the log. */
  opened: EntryId | null;
  closed: boolean;
  readonly keys: KnownKey[];
  rootKeys: readonly string[];
  threshold: number;
  /** Text of the policy in force. */
  policy: string | null;
  readonly intents: Record<EntryId, OpenIntent>;
  /** The newest of those that others closed in whole or in part before the run itself had spoken. */
  readonly closedByOthers: Record<EntryId, OpenIntent>;
  /** Ids of the newest intents whose outcomes are all told, to tell a second outcome from a baseless one. */
  readonly told: EntryId[];
  readonly proposals: Record<EntryId, Proposal>;
  readonly breakglasses: Record<EntryId, OpenBreakglass>;
  /** Ids of erasings that two agreed on. */
  readonly erased: Record<string, EntryId>;
  /** Other heads of this log that entries own up to, as `size root`. */
  readonly forks: string[];
  /**
   * Before what no entry can be that has seen so many: the time that two people have written at or after, so that one wrong
   * clock says nothing; empty before there is any. At the end of each full file, and after each entry of the last one.
   */
  readonly times: Timestamp[];
  readonly tailTimes: Timestamp[];
  /** As its writer says. */
  lastTime: Timestamp | null;
  /** An entry is from when times were checked already: from there on each is a moment that there is. */
  checksTimes: boolean;
  /** The last word of each person. */
  readonly claims: Record<string, Claim>;
  /** At most a hundred. */
  readonly datedAhead: DatedAhead[];
  pages: Pages;
}

/** Before any entry. */
export function newLogState(pages: Pages): LogState {
  return {
    size: 0,
    opened: null,
    closed: false,
    keys: [],
    rootKeys: [],
    threshold: 1,
    policy: null,
    intents: {},
    closedByOthers: {},
    told: [],
    proposals: {},
    breakglasses: {},
    erased: {},
    forks: [],
    times: [],
    tailTimes: [],
    lastTime: null,
    checksTimes: false,
    claims: {},
    datedAhead: [],
    pages,
  };
}

/** Announced steps of which the run may still tell: open, or closed by others. */
export function announced({ intents, closedByOthers }: LogState, id: EntryId): OpenIntent | undefined {
  return intents[id] ?? closedByOthers[id];
}
