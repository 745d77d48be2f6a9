import { checkDisk } from '../../apply/check-disk.js';
import { checkStillAsPlanned } from '../../apply/check-still-as-planned.js';
import type { Lock } from '../../apply/keep-lock.js';
import { takeLock } from '../../apply/take-lock.js';
import { prePull } from '../../apply/pre-pull.js';
import type { StepContext } from '../../apply/step-context.js';
import { given } from '../../model/given.js';
import type { ApplyRun } from './apply-run.js';
import { stepContext } from './step-context.js';

/** A step that may start: its lock is held, the node is as planned, its images are there. */
export interface ReadyStep {
  readonly context: StepContext;
  readonly lock: Lock;
}

/** Lock, look again, disk, images: everything that can go wrong before anything is changed. Gives back the lock where it does. */
export async function getReady(run: ApplyRun, index: number): Promise<ReadyStep> {
  const step = run.steps[index];
  if (!step) throw new Error(`no step ${index}`);
  const node = run.nodeNamed(step.node);
  const { docker } = await run.tools.nodes.connect(node);
  run.tell({ type: 'step-progress', app: step.app, node: step.node, phase: 'locking' });
  const lock = await takeLock(docker, run.tools, {
    what: step.stack,
    node: step.node,
    holder: run.actor.name,
    reason: `${step.kind} ${step.app} ${step.recipe.to}`,
    leaseSeconds: run.leaseSeconds,
    onWait: () => run.tell({ type: 'step-waiting', app: step.app, node: step.node, for: 'lock' }),
    signal: run.signal,
    ...given({ wait: run.lockWait }),
  });
  try {
    const context = stepContext(run, step, { docker, lock });
    context.tell('observing');
    await checkStillAsPlanned(context);
    await checkDisk(context);
    await prePull(context);
    return { context, lock };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
