import pLimit, { type LimitFunction } from 'p-limit';
import { sightLocks, type Sightings } from '../../apply/take-lock.js';
import { DockerError } from '../../model/docker-error.js';
import { KnownError } from '../../model/known-error.js';
import type { Step } from '../../model/step.js';
import type { StepNotBegun } from '../../model/apply-end.js';
import type { ReadingDocker } from '../../tools/docker.js';
import type { ApplyRun } from './apply-run.js';
import { dropDependent } from './drop-dependent.js';
import { getReady, lockStep, type ReadyStep } from './get-ready.js';

/** Which steps may begin, and why the others may not. */
export interface Readiness {
  readonly ready: readonly ReadyStep[];
  readonly notBegun: readonly StepNotBegun[];
}

/** Makes all steps ready, nodes in parallel. A step whose need is not ready is left out. */
export async function getAllReady(run: ApplyRun): Promise<Readiness> {
  const nodes = [...Map.groupBy(run.steps, ({ node }) => node)];
  const results = await allOrNone(nodes.map(([node, steps]) => readyOnNode(run, node, steps)));
  const notBegun = results.filter((one) => 'code' in one);
  const out = new Map(notBegun.map((one) => [one.step.app, one]));
  const locked = inOrder(
    run,
    results.filter((each) => 'lock' in each),
  );
  const ready = await dropDependent(locked, out);
  return { ready, notBegun: [...out.values()] };
}

type Result = ReadyStep | StepNotBegun;

/** Where something broke on a bug, the locks that others hold are given back before it goes on up. */
async function allOrNone(parts: readonly Promise<Result | readonly Result[]>[]): Promise<Result[]> {
  const settled = await Promise.allSettled(parts);
  const results = settled.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  const broken = settled.find((one) => one.status === 'rejected');
  if (!broken) return results;
  await Promise.all(results.flatMap((one) => ('lock' in one ? [one.lock.release()] : [])));
  throw broken.reason;
}

/**
 * One lock after the other, in the order of the plan, so that of two who apply at once one is behind the other, and
 * neither waits for what the other one holds. What follows each lock goes side by side.
 */
async function readyOnNode(run: ApplyRun, node: string, steps: readonly Step[]): Promise<Result[]> {
  const { pulling, sightings } = await beginNode(run, node);
  const parts: Promise<Result>[] = [];
  for (const step of steps) {
    const locked = lockStep(run, step, sightings);
    parts.push(locked.then((one) => getReady(one, pulling)).catch((error: unknown) => notBegun(step, error, run.mask)));
    await locked.catch(() => undefined);
  }
  return allOrNone(parts);
}

/** A node that does not answer is each step's own to tell. */
async function beginNode(run: ApplyRun, node: string): Promise<{ pulling: LimitFunction; sightings: Sightings }> {
  try {
    const { docker } = await run.sharedNode(node);
    const sightings = await sightLocks({ docker, clock: run.tools.clock });
    return { pulling: pLimit(pullsAtOnce[docker.transport]), sightings };
  } catch (error) {
    if (!(error instanceof KnownError) && !(error instanceof DockerError)) throw error;
    return { pulling: pLimit(1), sightings: new Map() };
  }
}

/** A pull keeps a channel for as long as it takes: where there are few (MaxSessions), locks must still find one. */
const pullsAtOnce: Readonly<Record<ReadingDocker['transport'], number>> = { forwarded: 3, local: 3, 'dial-stdio': 1 };

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
