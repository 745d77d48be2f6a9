import type { EntryId } from './brand.js';
import type { ErrorCode, ExitStatus } from './error-codes.js';
import type { Outcome } from './outcome.js';
import type { Plan } from './plan.js';
import type { Step } from './step.js';

/** How an apply ended. */
export interface ApplyEnd {
  readonly plan: Plan;
  /** False: a person saw the plan and said no. */
  readonly approved: boolean;
  readonly ends: readonly StepEnd[];
  readonly exitStatus: ExitStatus;
}

/** How one step ended: with an outcome, or before it could begin. */
export type StepEnd = StepDone | StepNotBegun;

export interface StepDone {
  readonly kind: 'done';
  readonly step: Step;
  readonly outcome: Outcome;
  readonly entry?: EntryId;
}

/** Nothing was changed: a lock, a stale plan, a missing image, or a need that failed. */
export interface StepNotBegun {
  readonly kind: 'not-begun';
  readonly step: Step;
  readonly code: ErrorCode;
  readonly says: string;
  readonly details: readonly string[];
  readonly tryThis: readonly string[];
}
