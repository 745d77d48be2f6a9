import type { ExitStatus } from './error-codes.js';

const first: readonly ExitStatus[] = [130, 1, 2, 14, 12, 13, 11, 10, 9, 8];

/**
 * One exit status for a run in which several things happened: the gravest first; of steps 7 where another step
 * succeeded, else 6, 5, 4.
 */
export function combineExitStatus(statuses: readonly ExitStatus[], anyStepDone: boolean): ExitStatus {
  const grave = first.find((status) => statuses.includes(status));
  if (grave !== undefined) return grave;
  const ofSteps = ([7, 6, 5, 4] as const).find((status) => statuses.includes(status));
  if (ofSteps === undefined) return statuses.includes(3) ? 3 : 0;
  return anyStepDone && ofSteps !== 4 ? 7 : ofSteps;
}
