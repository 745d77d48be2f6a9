import { combineExitStatus } from '../../model/combine-exit-status.js';
import { errorCodes, type ExitStatus } from '../../model/error-codes.js';
import type { Plan } from '../../model/plan.js';

/** The exit status of a plan: nodes that did not answer, apps that could not be planned, and with `detailed` 3 where changes are pending. */
export function statusOfPlan(plan: Plan, detailed: boolean): ExitStatus {
  const left = [...plan.unreachable, ...plan.unplanned].map(({ code }): ExitStatus => errorCodes[code]);
  const pending: ExitStatus[] = detailed && plan.steps.length > 0 ? [3] : [];
  return combineExitStatus([...left, ...pending], false);
}
