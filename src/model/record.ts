import type { AppName, Commit, EntryId, Timestamp } from './brand.js';
import type { DriftEntry, IntentEntry, IntentStep, OutcomeEntry } from './entry.js';

/** What the changelog tells about a region, read once before planning. */
export interface Record {
  readonly size: number;
  /** Changes by app name and node, `wiki` on `brunswick`: newest last. */
  readonly history: readonly RecordedStep[];
  /** Steps of intents that have no outcome yet. */
  readonly dangling: readonly RecordedStep[];
  /** Secrets that were read: they change nothing, so plans and checks of what runs leave them out. */
  readonly reads?: readonly RecordedStep[];
  /** Changes made outside tend that a person took into the manifest: what was seen then is what counts since. */
  readonly kept?: readonly RecordedKeep[];
  /** Who answers for each service by the last word on it; who is not listed was never assigned. */
  readonly stewards?: readonly RecordedSteward[];
  /** Steps taken although no witness saw them, which no second person has confirmed. */
  readonly unconfirmed?: readonly { readonly id: EntryId; readonly by: string; readonly at: Timestamp }[];
  /** Manifest commit of the newest intent that has an outcome. */
  readonly lastManifest?: Commit;
  /** Where it is published; `spooled` entries wait on this machine. */
  readonly remote: string;
  readonly spooled: number;
  /** False: the remote did not answer, this is what was known before. */
  readonly fresh: boolean;
}

/** A step that was announced, and what came of it. */
export interface RecordedStep {
  readonly app: AppName;
  readonly node: string;
  readonly intentId: EntryId;
  readonly intent: IntentEntry;
  readonly index: number;
  readonly step: IntentStep;
  readonly outcome?: OutcomeEntry;
  readonly outcomeId?: EntryId;
  readonly at: Timestamp;
}

/** A change from outside that was kept. */
export interface RecordedKeep {
  readonly app: AppName;
  readonly node: string;
  readonly id: EntryId;
  readonly entry: DriftEntry;
  readonly at: Timestamp;
}

/** Pseudonyms of those who answer for a service; without steward it is vacant. */
export interface RecordedSteward {
  readonly app: AppName;
  readonly node: string;
  readonly steward?: string;
  readonly deputies: readonly string[];
  readonly since: Timestamp;
}
