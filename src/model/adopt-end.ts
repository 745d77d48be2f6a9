import type { HiddenAway } from './import-end.js';
import type { Plan } from './plan.js';

/** A stack that ran and is in the manifest now. */
export interface AdoptEnd {
  readonly app: string;
  readonly file: string;
  /** Whether git took it. */
  readonly committed: boolean;
  readonly hidden: readonly HiddenAway[];
  readonly plan: Plan;
}
