import { runStep } from '../../apply/run-step.js';
import type { StepContext } from '../../apply/step-context.js';
import type { Outcome } from '../../model/outcome.js';
import { withDifferences } from '../abra/with-differences.js';
import type { ApplyRun } from './apply-run.js';
import { engineOf } from './engine-of.js';
import { memoryWanted } from './turns/memory-gate.js';
import type { Turn } from './turns/next-turns.js';
import { notTaken, notTakenForMemory } from './not-taken.js';
import type { OpenNode } from './turns/open-node.js';
import { watchStart } from './turns/watch-start.js';

interface StepToTake {
  readonly context: StepContext;
  readonly turn: Turn;
  readonly node: OpenNode;
  /** Hears that its containers run. */
  readonly isUp: () => void;
}

/** Takes a step once its node has memory for it; gives what was seen of it. */
export async function takeStep(run: ApplyRun, { context, turn, node, isUp }: StepToTake): Promise<Outcome> {
  const { step } = context;
  const { memory, shared } = node;
  const low = await memory.enter(step.app, { bytes: memoryWanted(step.specs.services), mustGo: !turn.isNew });
  if (low) return notTakenForMemory(step, low);
  const stopWatching = watchStart(step, shared.listen, () => {
    memory.hasStarted(step.app);
    isUp();
  });
  try {
    return run.signal.aborted ? notTaken(step, undefined, run.signal) : await taken(run, context);
  } finally {
    stopWatching();
    memory.hasEnded(step.app);
  }
}

async function taken(run: ApplyRun, context: StepContext): Promise<Outcome> {
  const outcome = await runStep(engineOf(run, context.step), context);
  return context.step.engine === 'abra' ? withDifferences(run, context, outcome) : outcome;
}
