import type { ObservedTask } from './observation.js';

/** How tasks ended that were to go on, the last one of them in full: `killed as unhealthy, 3 times`. */
export function failureWords(failed: readonly ObservedTask[]): string {
  const last = failed.at(-1);
  if (!last) return 'its tasks did not stay up';
  return `${endWords(last)}, ${failed.length === 1 ? 'once' : `${failed.length} times`}`;
}

function endWords({ health, state, exitCode }: ObservedTask): string {
  if (health?.status === 'unhealthy') return 'killed as unhealthy';
  if (state === 'complete') return 'ended by itself (exit 0)';
  return exitCode === undefined ? state : `exit ${exitCode}`;
}
