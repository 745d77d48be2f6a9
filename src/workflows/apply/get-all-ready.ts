import { DockerError } from '../../model/docker-error.js';
import { KnownError } from '../../model/known-error.js';
import type { Step } from '../../model/step.js';
import type { StepNotBegun } from '../../model/apply-end.js';
import type { ApplyRun } from './apply-run.js';
import { dropDependent } from './drop-dependent.js';
import { getReady, type ReadyStep } from './get-ready.js';

/** Which steps may begin, and why the others may not. */
export interface Readiness {
  readonly ready: readonly ReadyStep[];
  readonly notBegun: readonly StepNotBegun[];
}

/** Makes all steps ready: nodes in parallel, one step after the other on each. A step whose need is not ready is left out. */
export async function getAllReady(run: ApplyRun): Promise<Readiness> {
  const nodes = [...new Set(run.steps.map((step) => step.node))];
  const results = await allOrNone(nodes.map((node) => readyOnNode(run, node)));
  const notBegun = results.filter((one) => 'code' in one);
  const out = new Map(notBegun.map((one) => [one.step.app, one]));
  const locked = inOrder(
    run,
    results.filter((each) => 'lock' in each),
  );
  const ready = await dropDependent(locked, out);
  return { ready, notBegun: [...out.values()] };
}

/** Where one node broke on a bug, the locks that others hold are given back before it goes on up. */
async function allOrNone(
  nodes: readonly Promise<(ReadyStep | StepNotBegun)[]>[],
): Promise<(ReadyStep | StepNotBegun)[]> {
  const settled = await Promise.allSettled(nodes);
  const results = settled.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  const broken = settled.find((one) => one.status === 'rejected');
  if (!broken) return results;
  await releaseAll(results);
  throw broken.reason;
}

async function releaseAll(results: readonly (ReadyStep | StepNotBegun)[]): Promise<void> {
  await Promise.all(results.flatMap((one) => ('lock' in one ? [one.lock.release()] : [])));
}

async function readyOnNode(run: ApplyRun, node: string): Promise<(ReadyStep | StepNotBegun)[]> {
  const results: (ReadyStep | StepNotBegun)[] = [];
  try {
    for (const [index, step] of run.steps.entries()) {
      if (step.node !== node) continue;
      results.push(await getReady(run, index).catch((error: unknown) => notBegun(step, error, run.mask)));
    }
    return results;
  } catch (error) {
    await releaseAll(results);
    throw error;
  }
}

function notBegun(step: Step, error: unknown, mask: ApplyRun['mask']): StepNotBegun {
  if (error instanceof KnownError)
    return {
      kind: 'not-begun',
      step,
      code: error.code,
      says: error.message,
      details: error.details.map(mask),
      tryThis: error.tryThis,
    };
  if (error instanceof DockerError)
    return {
      kind: 'not-begun',
      step,
      code: 'STEP_FAILED',
      says: `Docker on ${step.node} refused (status ${error.status})`,
      details: [mask(error.message)],
      tryThis: [],
    };
  throw error;
}

function inOrder(run: ApplyRun, ready: readonly ReadyStep[]): ReadyStep[] {
  return run.steps.flatMap((step) => ready.filter((one) => one.context.step === step));
}
