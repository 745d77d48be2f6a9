import type { Problem } from '../problem.js';

/**
 * Problems of entries in log order, and what explains them where it happened: what stands before a hole follows from
 * nothing, what stands behind it mostly follows from the hole.
 */
export function orderProblems(problems: readonly Problem[], why: Problem | undefined): Problem[] {
  if (!why) return [...problems];
  const at = why.entry ?? Number.POSITIVE_INFINITY;
  const isBefore = ({ entry = 0 }: Problem) => entry < at || (entry === at && why.code === 'inserted');
  return [...problems.filter(isBefore), why, ...problems.filter((problem) => !isBefore(problem))];
}
