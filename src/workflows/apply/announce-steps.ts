import { KnownError } from '../../model/known-error.js';
import { pairUp } from '../../model/pair-up.js';
import type { ApplyRun } from './apply-run.js';
import type { Readiness } from './get-all-ready.js';
import type { ReadyStep } from './get-ready.js';
import { publishIntents, type Announced } from './publish-intents.js';

/** A step that is made ready and announced: it is taken next, and gets an outcome. */
export interface StepToTake extends ReadyStep {
  readonly at: Announced;
}

/**
 * Publishes the intent of an apply before anything is changed (several where the steps do not fit into one entry), and
 * gives each step with its place in it. Locks are given back where that fails.
 */
export async function announceSteps(
  run: ApplyRun,
  { ready }: Readiness,
  { plan, why }: { plan: object; why: string },
): Promise<readonly StepToTake[]> {
  if (ready.length === 0) return [];
  for (const { context } of ready) context.tell('announcing');
  try {
    if (run.signal.aborted)
      throw new KnownError('INTERRUPTED', 'stopped before anything was changed', {
        tryThis: ['to go on, run the same command again'],
      });
    const steps = ready.map(({ context }) => context.step);
    const announced = await publishIntents(run, steps, { plan, why });
    return pairUp(ready, announced).map(([one, { at }]) => ({ ...one, at }));
  } catch (error) {
    await Promise.all(ready.map(({ lock }) => lock.release()));
    throw error;
  }
}
