import { combineExitStatus } from '../../model/combine-exit-status.js';
import { errorCodes, type ExitStatus } from '../../model/error-codes.js';
import type { Plan } from '../../model/plan.js';
import type { StepEnd } from '../../model/apply-end.js';

/** The exit status of an apply from how its steps ended, which nodes did not answer and which apps could not be planned. */
export function statusOfApply(plan: Plan, ends: readonly StepEnd[]): ExitStatus {
  const left = [...plan.unreachable, ...plan.unplanned].map(({ code }): ExitStatus => errorCodes[code]);
  const steps = ends.flatMap((end): ExitStatus[] => {
    const code = end.kind === 'done' ? end.outcome.code : end.code;
    return code === undefined ? [] : [errorCodes[code]];
  });
  const anyDone = ends.some((end) => end.kind === 'done' && end.outcome.result === 'done');
  return combineExitStatus([...left, ...steps], anyDone);
}
