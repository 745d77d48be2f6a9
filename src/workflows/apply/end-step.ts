import type { StepDone } from '../../model/apply-end.js';
import type { NewEntry } from '../../model/entry.js';
import { given } from '../../model/given.js';
import { logOrigin } from '../../model/log-origin.js';
import type { Outcome } from '../../model/outcome.js';
import type { StepToTake } from './announce-steps.js';
import type { ApplyRun } from './apply-run.js';
import { makeOutcome } from './make-entries.js';
import type { Recorded } from './record-entries.js';

interface StepToEnd {
  readonly ready: StepToTake;
  readonly record: (entry: NewEntry) => Promise<Recorded>;
}

/** Sees a step to its end: records and tells what came of it, and gives the lock back, whatever happens. */
export async function endStep(
  run: ApplyRun,
  { ready: { context, lock, at }, record }: StepToEnd,
  work: () => Promise<Outcome>,
): Promise<StepDone> {
  try {
    const outcome = await work();
    const common = { log: logOrigin(run.open.region), actor: run.actor.id, time: run.tools.clock.now() };
    context.tell('recording');
    return tellEnd(run, context.step, { outcome, recorded: await record(makeOutcome(outcome, { ...common, ...at })) });
  } finally {
    await lock.release();
  }
}

function tellEnd(
  run: ApplyRun,
  step: StepDone['step'],
  { outcome, recorded: { id, kept } }: { readonly outcome: Outcome; readonly recorded: Recorded },
): StepDone {
  const told: Outcome = kept && outcome.code === undefined ? { ...outcome, code: kept.code } : outcome;
  const { app, node, kind } = step;
  run.tell({ type: 'step-done', app, node, kind, outcome: told, ...given({ entry: id }) });
  return { kind: 'done', step, outcome: told, ...given({ entry: id }) };
}
