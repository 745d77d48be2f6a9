import pLimit from 'p-limit';
import { takeLock } from '../../apply/take-lock.js';
import { observedAfter } from '../../apply/observed-after.js';
import { waitUntilStill } from '../../apply/wait-until-still.js';
import { KnownError } from '../../model/known-error.js';
import { logOrigin } from '../../model/log-origin.js';
import { nodeOf } from '../../model/node-of.js';
import type { Outcome } from '../../model/outcome.js';
import type { Record, RecordedStep } from '../../model/record.js';
import { knowing } from '../../observe/as-known.js';
import { observeStack } from '../../observe/observe-stack.js';
import type { Docker } from '../../tools/docker.js';
import type { Tools } from '../../tools/tools.js';
import type { ApplyOptions } from './apply-options.js';
import { chooseApps } from '../region/choose-apps.js';
import { closeOpenReads } from './close-open-reads.js';
import { makeOutcome } from './make-entries.js';
import type { OpenRegion } from '../region/open-region.js';
import { recordOutcome } from './record-entries.js';
import { gatherSame } from './sharing/gather-calls.js';
import { swarmIdOf } from './swarm-id-of.js';
import type { Actor } from '../../model/acting.js';

/** As long as a step may take by itself. */
const longestUpdateMs = 300_000;

interface ClosingSteps extends Closing {
  /** What is recorded now; asked once for all steps that ask at the same time. */
  readonly readRecord: () => Promise<Record>;
}

interface Closing {
  readonly tools: Tools;
  readonly open: OpenRegion;
  readonly actor: Actor;
  readonly options: ApplyOptions;
}

/**
 * Steps that an earlier run announced and never closed: under their lock, so that nobody who still works is overtaken,
 * the node is looked at and the outcome `unknown` written with what is there. A node that does not answer, or whose
 * swarm cannot decide, stays open.
 */
export async function closeDangling(closing: Closing): Promise<void> {
  const { open, options } = closing;
  const record = await open.changelog.read({ offlineOk: true });
  await closeOpenReads({ open, clock: closing.tools.clock, actor: closing.actor, tell: options.tell }, record);
  const chosen = new Map(chooseApps(open.region, options).map((app) => [`${app.name} ${app.node}`, app]));
  const steps = record.fresh ? record.dangling : [];
  const mine = steps.flatMap((step) => {
    const app = chosen.get(`${step.app} ${step.node}`);
    return app ? [{ step, stack: app.stack }] : [];
  });
  // Side by side: after a run that was killed each of its locks stands for one lease.
  const readRecord = gatherSame(() => open.changelog.read({ offlineOk: false }));
  const atOnce = pLimit(16);
  const work = mine.map(({ step, stack }) => atOnce(() => closeOne({ ...closing, readRecord }, step, stack)));
  for (const end of await Promise.allSettled(work)) if (end.status === 'rejected') unlessBusy(end.reason);
}

async function closeOne(closing: ClosingSteps, open: RecordedStep, stack: string): Promise<void> {
  const { tools, actor, options } = closing;
  const node = nodeOf(closing.open.region, open.node);
  if (!node) return;
  const { docker } = await tools.nodes.connect(node);
  await knowing(docker, node.name, async () => {
    const lock = await takeLock(docker, tools, {
      what: stack,
      node: node.name,
      holder: actor.name,
      reason: `close what was left open at ${open.app}`,
      leaseSeconds: options.leaseSeconds ?? 30,
      onWait: () => options.tell({ type: 'step-waiting', app: open.app, node: open.node, for: 'lock' }),
      signal: options.signal,
    });
    await closeUnderLock(closing, open, { stack, docker }).finally(lock.release);
  });
}

async function closeUnderLock(
  { tools, open: region, actor, options, readRecord }: ClosingSteps,
  open: RecordedStep,
  { stack, docker }: { stack: string; docker: Docker },
): Promise<void> {
  const record = await readRecord();
  if (!record.dangling.some((step) => step.intentId === open.intentId && step.index === open.index)) return;
  const swarm = await swarmIdOf(docker);
  const look = () => observeStack(docker, stack);
  const seen = await waitUntilStill({ look, clock: tools.clock, signal: options.signal }, longestUpdateMs);
  const outcome: Outcome = {
    app: open.app,
    node: open.node,
    result: 'unknown',
    seconds: 0,
    observed: observedAfter(stack, swarm, seen),
    says: '',
    programText: [],
    tryThis: [],
  };
  const entry = makeOutcome(outcome, {
    log: logOrigin(region.region),
    actor: actor.id,
    time: tools.clock.now(),
    intent: open.intentId,
    step: open.index,
  });
  await recordOutcome({ open: region, tell: options.tell, recordLater: false }, entry);
  options.tell({ type: 'closed-dangling', app: open.app, node: open.node, result: 'unknown' });
}

/** Somebody is still at work there, or the node does not answer: the step stays open, planning will say so. */
function unlessBusy(error: unknown): void {
  if (error instanceof KnownError && (error.code === 'LOCK_HELD' || error.exitStatus === 4)) return;
  throw error;
}
