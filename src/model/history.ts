import type { AppName, EntryId, Timestamp } from './brand.js';
import type { OutcomeResult } from './outcome.js';
import type { StepKind } from './step-kinds.js';

/** Steps of the changelog as people read them. */
export interface History {
  readonly steps: readonly PastStep[];
  /** Entries of the whole changelog. */
  readonly entries: number;
  readonly remote: string;
  readonly fresh: boolean;
  readonly spooled: number;
}

export interface PastStep {
  readonly app: AppName;
  readonly node: string;
  readonly at: Timestamp;
  readonly by: string;
  /** `kept`: a change made outside tend, taken into the manifest. */
  readonly kind: StepKind | 'kept';
  readonly from?: string;
  readonly to: string;
  readonly result: OutcomeResult | 'open';
  readonly durationSeconds?: number;
  /** Reasons for which it was held and a person said go. */
  readonly released: readonly string[];
  /** Names of secrets that were made. */
  readonly secrets: readonly string[];
  /** Names of what was kept. */
  readonly fields?: readonly string[];
  readonly why?: string;
  readonly entry: EntryId;
}
