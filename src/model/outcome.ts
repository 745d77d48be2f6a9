import type { AppName, Digest, Timestamp } from './brand.js';
import type { ErrorCode } from './error-codes.js';

export type OutcomeResult = 'done' | 'failed' | 'rolled-back' | 'paused' | 'partial' | 'aborted' | 'unknown';

/** What came of one step: what was SEEN on the node afterwards. */
export interface Outcome {
  readonly app: AppName;
  readonly node: string;
  readonly result: OutcomeResult;
  /** Set where the result is not `done`: which error, for the exit status. */
  readonly code?: ErrorCode;
  readonly seconds: number;
  /** Absent: the node could not be looked at. */
  readonly observed?: ObservedAfter;
  /** One sentence for people; ours, no program text. */
  readonly says: string;
  /** Program text (task errors, last log lines): terminals and --logs only. */
  readonly programText: readonly string[];
  /** What people should know of it although it went well: sentences of ours. Never in the changelog. */
  readonly notices?: readonly string[];
  readonly tryThis: readonly string[];
}

export interface ObservedAfter {
  readonly swarm: string;
  readonly version?: string;
  readonly services: readonly ServiceAfter[];
}

export interface ServiceAfter {
  readonly name: string;
  readonly id: string;
  readonly index: number;
  readonly updated: Timestamp;
  readonly image?: Digest;
  readonly running: number;
  readonly wanted: number;
  readonly healthy: number;
}
