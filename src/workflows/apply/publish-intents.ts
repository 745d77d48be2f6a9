import { logOrigin } from '../../model/log-origin.js';
import type { EntryId } from '../../model/brand.js';
import { pairUp } from '../../model/pair-up.js';
import type { Step } from '../../model/step.js';
import { splitIntent } from '../../record/split-intent.js';
import { toolVersion } from '../../tools/tool-version.js';
import type { Announcing } from './apply-run.js';
import { makeIntent, makeOutcome } from './make-entries.js';
import { recordEntries, recordOutcomes } from './record-entries.js';
import { requireWitnesses } from './require-witnesses.js';
import { stewardEntries } from './steward-entries.js';

/** Where a step was announced: the intent, and the number of the step in it. */
export interface Announced {
  readonly intent: EntryId;
  readonly step: number;
}

/** A step, and where it was announced. */
export interface AnnouncedStep {
  readonly step: Step;
  readonly at: Announced;
}

/** Publishes the intent of these steps, and waits for witnesses where one of them is critical. */
export async function publishIntents(
  run: Announcing,
  steps: readonly Step[],
  { plan, why }: { plan: object; why: string },
): Promise<readonly AnnouncedStep[]> {
  const { changelog, manifest, region } = run.open;
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
  const places = pairUp(intents, ids).flatMap(([part, id]) => part.steps.map((_, step) => ({ intent: id, step })));
  const announced = pairUp(steps, places).map(([step, at]) => ({ step, at }));
  await requireWitnesses(run, steps, ids).catch((error: unknown) => abort(run, announced, error));
  return announced;
}

/** What was announced and then not begun gets its outcome, so that nothing stays open. */
async function abort(run: Announcing, announced: readonly AnnouncedStep[], error: unknown): Promise<never> {
  const log = run.open.changelog.place.origin;
  const entries = announced.map(({ step: { app, node }, at }) => {
    const outcome = { app, node, result: 'aborted', seconds: 0, says: '', programText: [], tryThis: [] } as const;
    return makeOutcome(outcome, { log, actor: run.actor.id, time: run.tools.clock.now(), ...at });
  });
  await recordOutcomes(run, entries);
  throw error;
}
