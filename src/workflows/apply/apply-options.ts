import type { Plan } from '../../model/plan.js';
import type { PlanOptions } from '../plan/plan-region.js';

export interface ApplyOptions extends PlanOptions {
  /** A person's words for the record. */
  readonly why?: string;
  /** Keep the record here when the changelog does not answer; not for critical apps. */
  readonly recordLater?: boolean;
  /** Why critical steps are to be taken although no witness can see them: recorded, and shown until somebody confirms it. */
  readonly breakGlass?: string;
  /** How many apps of a node are worked on at the same time, whatever the manifest says. */
  readonly parallel?: number;
  readonly leaseSeconds?: number;
  /** Milliseconds to wait for locks that others hold. */
  readonly lockWaitMs?: number;
  /** A plan that was saved and is run as it is. */
  readonly savedPlan?: Plan;
  /** Shows the plan and asks; false: nothing is done. */
  readonly approve: (plan: Plan) => Promise<boolean>;
  readonly signal: AbortSignal;
}
