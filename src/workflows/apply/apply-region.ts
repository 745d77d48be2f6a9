import { lockWaitFrom } from '../../apply/lock-wait.js';
import type { ApplyEnd, StepEnd } from '../../model/apply-end.js';
import type { Plan } from '../../model/plan.js';
import type { Tools } from '../../tools/tools.js';
import { announceSteps } from './announce-steps.js';
import type { ApplyOptions } from './apply-options.js';
import { beginRun } from './begin-run.js';
import { checkEngines } from '../plan/check-engines.js';
import { checkManifestAge } from '../plan/check-manifest-age.js';
import { checkMayApply } from './check-may-apply.js';
import { checkMayRecord } from './check-may-record.js';
import { closeDangling } from './close-dangling.js';
import { getAllReady } from './get-all-ready.js';
import { planRegion } from '../plan/plan-region.js';
import type { OpenRegion } from '../region/open-region.js';
import { publishWaiting } from './publish-waiting.js';
import { readSecretValues } from './read-secret-values.js';
import { runSteps } from './run-steps.js';
import { sendToWitnesses } from './send-to-witnesses.js';
import { statusOfApply } from './status-of-apply.js';
import { subjectInCi } from './subject-in-ci.js';
import { waitForLocks } from './wait-for-locks.js';

/**
 * The whole flow of an apply: look, close what an earlier run left open, plan, ask; then make ready (lock, look again,
 * images), announce one intent, and take the steps, each with the outcome that was seen.
 */
export async function applyRegion(tools: Tools, open: OpenRegion, options: ApplyOptions): Promise<ApplyEnd> {
  checkMayApply(tools, open);
  const actor = await open.actor();
  await publishWaiting(open, options.tell);
  const lockWait = lockWaitFrom(tools.clock, options.lockWaitMs);
  await waitForLocks(open, { tools, options, wait: lockWait });
  await closeDangling({ tools, open, actor, options });
  const plan = options.savedPlan ?? (await planRegion(tools, open, options));
  if (options.savedPlan && !options.olderManifest)
    await checkManifestAge(tools, open, await open.changelog.read({ offlineOk: true }));
  const steps = plan.steps.filter((step) => step.held.length === 0);
  options.tell({ type: 'planned', plan });
  if (steps.length === 0) return result(plan, true, []);
  await checkEngines(tools, steps, options.tell);
  if (!(await options.approve(plan))) return result(plan, false, []);
  await checkMayRecord(open, steps, { actor: actor.id, recordLater: options.recordLater ?? false });
  const secrets = await readSecretValues(tools, steps);
  const run = await beginRun(tools, open, { actor, steps, secrets, lockWait, options });
  const ready = await getAllReady(run);
  const announced = await announceSteps(run, ready, { plan, why: options.why ?? (await subjectInCi(tools, open)) });
  const ends = await runSteps(run, announced, ready);
  await sendToWitnesses(run);
  return result(plan, true, ends);
}

function result(plan: Plan, approved: boolean, ends: readonly StepEnd[]): ApplyEnd {
  return { plan, approved, ends, exitStatus: approved ? statusOfApply(plan, ends) : 10 };
}
