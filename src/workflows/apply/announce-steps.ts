import { KnownError } from '../../model/known-error.js';
import type { ApplyRun } from './apply-run.js';
import type { Readiness } from './get-all-ready.js';
import { publishIntents, type Announced } from './publish-intents.js';

/**
 * Publishes the intent of an apply before anything is changed (several where the steps do not fit into one entry), and
 * gives each step's place in it, in order. Locks are given back where that fails.
 */
export async function announceSteps(
  run: ApplyRun,
  { ready }: Readiness,
  { plan, why }: { plan: object; why: string },
): Promise<readonly Announced[]> {
  if (ready.length === 0) return [];
  for (const { context } of ready) context.tell('announcing');
  try {
    if (run.signal.aborted)
      throw new KnownError('INTERRUPTED', 'stopped before anything was changed', {
        tryThis: ['to go on, run the same command again'],
      });
    return await publishIntents(
      run,
      ready.map(({ context }) => context.step),
      { plan, why },
    );
  } catch (error) {
    await Promise.all(ready.map(({ lock }) => lock.release()));
    throw error;
  }
}
