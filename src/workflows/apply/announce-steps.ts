import { logOrigin } from '../../model/log-origin.js';
import { splitIntent } from '../../record/split-intent.js';
import type { EntryId } from '../../model/brand.js';
import { KnownError } from '../../model/known-error.js';
import type { ApplyRun } from './apply-run.js';
import type { Readiness } from './get-all-ready.js';
import type { Step } from '../../model/step.js';
import { makeIntent, makeOutcome } from './make-entries.js';
import { recordEntries, recordOutcomes } from './record-entries.js';
import { requireWitnesses } from './require-witnesses.js';
import { stewardEntries } from './steward-entries.js';
import { toolVersion } from '../../tools/tool-version.js';

/** Where a step was announced: the intent, and the number of the step in it. */
export interface Announced {
  readonly intent: EntryId;
  readonly step: number;
}

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
    const { changelog, manifest, region } = run.open;
    const steps = ready.map(({ context }) => context.step);
    const intent = makeIntent(steps, {
      log: logOrigin(region),
      actor: run.actor.id,
      time: run.tools.clock.now(),
      manifest,
      plan: await changelog.keepPlan(JSON.stringify(plan)),
      detail: await changelog.putDetail(
        JSON.stringify({ why, domains: Object.fromEntries(steps.map((step) => [step.app, step.domains])) }),
      ),
      toolVersion: toolVersion(),
    });
    const intents = splitIntent(intent);
    const stewards = await stewardEntries(run, steps);
    const ids = (await recordEntries(run, [...stewards, ...intents])).slice(stewards.length);
    const announced = intents.flatMap(({ steps: some }, at) =>
      some.map((_, step) => ({ intent: ids[at] ?? '', step })),
    );
    await requireWitnesses(run, steps, ids).catch((error: unknown) => abort(run, { steps, announced, error }));
    return announced;
  } catch (error) {
    await Promise.all(ready.map(({ lock }) => lock.release()));
    throw error;
  }
}

interface Refused {
  readonly steps: readonly Step[];
  readonly announced: readonly Announced[];
  readonly error: unknown;
}

/** What was announced and then not begun gets its outcome, so that nothing stays open. */
async function abort(run: ApplyRun, { steps, announced, error }: Refused): Promise<never> {
  const log = run.open.changelog.place.origin;
  const entries = announced.flatMap(({ intent, step: number }, index) => {
    const step = steps[index];
    if (!step) return [];
    const { app, node } = step;
    const outcome = { app, node, result: 'aborted', seconds: 0, says: '', programText: [], tryThis: [] } as const;
    return [makeOutcome(outcome, { log, actor: run.actor.id, time: run.tools.clock.now(), intent, step: number })];
  });
  await recordOutcomes(run, entries);
  throw error;
}
