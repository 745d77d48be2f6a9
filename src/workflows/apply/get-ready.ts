import type { LimitFunction } from 'p-limit';
import { checkDisk } from '../../apply/check-disk.js';
import { checkStillAsPlanned } from '../../apply/check-still-as-planned.js';
import type { Lock } from '../../apply/keep-lock.js';
import { takeLock, type Sightings } from '../../apply/take-lock.js';
import { prePull } from '../../apply/pre-pull.js';
import type { StepContext } from '../../apply/step-context.js';
import { given } from '../../model/given.js';
import type { Step } from '../../model/step.js';
import type { ApplyRun } from './apply-run.js';
import type { SharedNode } from './sharing/share-node.js';
import { stepContext } from './step-context.js';

/** A step that may start: its lock is held, the node is as planned, its images are there. */
export interface ReadyStep {
  readonly context: StepContext;
  readonly lock: Lock;
  readonly shared: SharedNode;
}

/** Takes the lock of a step. */
export async function lockStep(run: ApplyRun, step: Step, sightings: Sightings): Promise<ReadyStep> {
  const shared = await run.sharedNode(step.node);
  run.tell({ type: 'step-progress', app: step.app, node: step.node, phase: 'locking' });
  const lock = await takeLock(shared.docker, run.tools, {
    what: step.stack,
    node: step.node,
    holder: run.actor.name,
    reason: `${step.kind} ${step.app} ${step.recipe.to}`,
    leaseSeconds: run.leaseSeconds,
    onWait: () => run.tell({ type: 'step-waiting', app: step.app, node: step.node, for: 'lock' }),
    signal: run.signal,
    sightings,
    ...given({ wait: run.lockWait }),
  });
  return { context: stepContext(run, step, { shared, lock }), lock, shared };
}

/**
 * Looks again, disk, images: everything that can go wrong before anything is changed. Gives back the lock where it does.
 * `pulling` says how many steps of the node fetch images at the same time.
 */
export async function getReady(locked: ReadyStep, pulling: LimitFunction): Promise<ReadyStep> {
  const { context, lock } = locked;
  try {
    context.tell('observing');
    await checkStillAsPlanned(context);
    await checkDisk(context);
    await pulling(() => prePull(context));
    return locked;
  } catch (error) {
    await lock.release();
    throw error;
  }
}
