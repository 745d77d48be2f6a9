import type { StepDone, StepEnd } from '../../model/apply-end.js';
import type { AppName } from '../../model/brand.js';
import type { StepToTake } from './announce-steps.js';
import type { ApplyRun } from './apply-run.js';
import { endStep } from './end-step.js';
import { gatherOutcomes } from './gather-outcomes.js';
import type { Readiness } from './get-all-ready.js';
import { makeTurn } from './turns/make-turn.js';
import type { Turn } from './turns/next-turns.js';
import { notTaken } from './not-taken.js';
import { openNode, type OpenNode } from './turns/open-node.js';
import { takeStep } from './take-step.js';
import { takeTurns } from './turns/take-turns.js';

interface StepTurn extends Turn {
  readonly ready: StepToTake;
  readonly open: OpenNode;
}

/**
 * Takes the steps: nodes in parallel, new apps side by side, changes one after the other unless somebody wants it otherwise,
 * each after what it needs. Every step gets its outcome.
 */
export async function runSteps(
  run: ApplyRun,
  steps: readonly StepToTake[],
  { notBegun }: Pick<Readiness, 'notBegun'>,
): Promise<StepEnd[]> {
  for (const end of notBegun)
    run.tell({ type: 'step-skipped', app: end.step.app, node: end.step.node, because: end.says });
  const turns = await makeTurns(run, steps);
  tellWaiting(run, turns);
  const underWay = new Set<AppName>();
  const record = gatherOutcomes({ run, clock: run.tools.clock, moreToCome: () => underWay.size > 0 });
  const ends = await takeTurns<StepTurn, StepDone>({
    turns,
    limitsOf: (node) => limitsIn(turns, node),
    take: (turn, { isUp, hasEnded }) =>
      endStep(run, { ...turn, record }, async () => {
        underWay.add(turn.app);
        const step = { context: turn.ready.context, turn, node: turn.open, isUp };
        const outcome = await takeStep(run, step).finally(() => underWay.delete(turn.app));
        hasEnded(outcome.result === 'done');
        return outcome;
      }),
    leaveOut: (turn, need) =>
      endStep(run, { ...turn, record }, async () => notTaken(turn.ready.context.step, need, run.signal)),
    signal: run.signal,
  });
  return [...notBegun, ...ends];
}

async function makeTurns(run: ApplyRun, taking: readonly StepToTake[]): Promise<StepTurn[]> {
  const steps = taking.map(({ context }) => context.step);
  const openOnce = openingOnce(run);
  const turns = taking.map(async (ready, index) => {
    const turn = makeTurn(ready.context.step, steps.slice(0, index), run.open.region.apps);
    return { ...turn, ready, open: await openOnce(ready) };
  });
  return Promise.all(turns);
}

function openingOnce(run: ApplyRun): (step: StepToTake) => Promise<OpenNode> {
  const opened = new Map<string, Promise<OpenNode>>();
  return ({ context: { step }, shared }) => {
    const node = opened.get(step.node) ?? openNode(run, step.node, shared);
    opened.set(step.node, node);
    return node;
  };
}

/** A row of its own on the screen is to say why nothing happens there yet. */
function tellWaiting({ tell }: ApplyRun, turns: readonly Turn[]): void {
  if (turns.length === 1) return;
  for (const { app, node, needs } of turns)
    tell({ type: 'step-waiting', app, node, for: needs.length > 0 ? 'needs' : 'node' });
}

function limitsIn(turns: readonly StepTurn[], node: string): OpenNode['limits'] {
  return turns.find((turn) => turn.node === node)?.open.limits ?? { newApps: 1, changes: 1 };
}
