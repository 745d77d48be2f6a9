import type { AppName } from '../../model/brand.js';
import type { Plan, PlanNotice } from '../../model/plan.js';
import type { RecordedStep } from '../../model/record.js';
import type { Step } from '../../model/step.js';
import { shortName } from '../../model/short-name.js';
import type { PlanInput } from '../../plan/plan-input.js';
import type { ReadingTools } from '../../tools/tools.js';
import { isSameWish } from '../plan/find-tried-before.js';
import type { RegionToPlan } from '../region/open-region.js';

/**
 * Apps that abra made from just what is wanted now, and that nobody touched since: what still differs is how abra makes
 * it, and the same step would do the same again, every night.
 */
export async function findAsMade(
  tools: ReadingTools,
  open: RegionToPlan,
  { plan, input }: { readonly plan: Plan; readonly input: PlanInput },
): Promise<Set<AppName>> {
  const made = new Set<AppName>();
  for (const step of plan.steps.filter(onlyUpdates)) {
    const app = input.wanted.find((one) => one.app.name === step.app)?.app;
    const last = input.record.history.findLast(
      (one) => one.app === step.app && one.node === step.node && one.outcome && one.outcome.result !== 'aborted',
    );
    if (!app || !last || !isMadeByAbra(last, step)) continue;
    if (await isSameWish(tools, open, { app, last })) made.add(step.app);
  }
  return made;
}

/** What a plan says of them. */
export function asMadeNotices(made: ReadonlySet<AppName>): PlanNotice[] {
  const text = 'abra made it other than rendered, and would again: tend doctor --report';
  return [...made].map((app) => ({ app, text: `${app}: ${text}` }));
}

function onlyUpdates({ engine, kind, ...step }: Step): boolean {
  const made = [step.secrets, step.configs, step.networks, step.sharedNetworks].flat();
  const isUpdate = step.services.every((change) => change.kind === 'update' || change.kind === 'unchanged');
  return engine === 'abra' && kind === 'change' && isUpdate && made.length === 0;
}

/** With edits that were not committed nobody can tell what was wanted. */
function isMadeByAbra({ step: before, intent, outcome }: RecordedStep, step: Step): boolean {
  if (outcome?.result !== 'done' || before.engine !== 'abra' || before.recipe.commit !== step.recipe.commit)
    return false;
  if (intent.manifest.commit === null || intent.manifest.dirty) return false;
  const now = step.rests.services.map(({ name, id, index }) => `${shortName(name, step.stack)} ${id} ${index}`);
  const then = (outcome.observed?.services ?? []).map(({ name, id, index }) => `${name} ${id} ${index}`);
  return now.sort().join() === then.sort().join();
}
