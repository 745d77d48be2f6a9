import type { AppName } from '../../model/brand.js';
import { given } from '../../model/given.js';
import { logOrigin } from '../../model/log-origin.js';
import type { Outcome } from '../../model/outcome.js';
import { stopWords } from '../../model/stop-reason.js';
import { runStep } from '../../apply/run-step.js';
import { engineOf } from './engine-of.js';
import { withDifferences } from '../abra/with-differences.js';
import type { StepDone, StepEnd } from '../../model/apply-end.js';
import type { Announced } from './announce-steps.js';
import type { ApplyRun } from './apply-run.js';
import type { Readiness } from './get-all-ready.js';
import { needFailed } from './need-failed.js';
import type { ReadyStep } from './get-ready.js';
import { makeOutcome } from './make-entries.js';
import { recordOutcome } from './record-entries.js';

/** Takes the steps: nodes in parallel, one at a time on a node, each after what it needs. Every step gets its outcome. */
export async function runSteps(
  run: ApplyRun,
  { ready, notBegun }: Readiness,
  announced: readonly Announced[],
): Promise<StepEnd[]> {
  for (const end of notBegun)
    run.tell({ type: 'step-skipped', app: end.step.app, node: end.step.node, because: end.says });
  const ended = new Map<AppName, Promise<StepEnd>>();
  const lastOnNode = new Map<string, Promise<StepEnd>>();
  for (const [index, at] of announced.entries()) {
    const one = ready[index];
    if (!one) break;
    const { step } = one.context;
    const needs = step.needs.filter((need) => ended.has(need));
    const before = Promise.allSettled([lastOnNode.get(step.node), ...needs.map((need) => ended.get(need))]);
    const end = before.then(([, ...ends]) =>
      takeStep(run, one, { at, failedNeed: needs.find((_, n) => !isDone(ends[n])) }),
    );
    ended.set(step.app, end);
    lastOnNode.set(step.node, end);
  }
  return [...notBegun, ...(await allEnded([...ended.values()]))];
}

function isDone(end: PromiseSettledResult<StepEnd | undefined> | undefined): boolean {
  return end?.status === 'fulfilled' && end.value?.kind === 'done' && end.value.outcome.result === 'done';
}

/** Waits for every step, also where one broke on a bug, so that each gets its outcome and gives back its lock. */
async function allEnded(ends: readonly Promise<StepEnd>[]): Promise<StepEnd[]> {
  const settled = await Promise.allSettled(ends);
  const broken = settled.find((end) => end.status === 'rejected');
  if (broken) throw broken.reason;
  return settled.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
}

interface Turn {
  readonly at: Announced;
  readonly failedNeed: AppName | undefined;
}

async function takeStep(run: ApplyRun, { context, lock }: ReadyStep, turn: Turn): Promise<StepDone> {
  const { step } = context;
  const skipped = turn.failedNeed ?? (run.signal.aborted ? step.app : undefined);
  try {
    const outcome = skipped === undefined ? await taken(run, context) : await notTaken(run, context, turn.failedNeed);
    const entry = makeOutcome(outcome, {
      log: logOrigin(run.open.region),
      actor: run.actor.id,
      time: run.tools.clock.now(),
      ...turn.at,
    });
    context.tell('recording');
    const { id, kept } = await recordOutcome(run, entry);
    const told: Outcome = kept && outcome.code === undefined ? { ...outcome, code: kept.code } : outcome;
    run.tell({
      type: 'step-done',
      app: step.app,
      node: step.node,
      kind: step.kind,
      outcome: told,
      ...given({ entry: id }),
    });
    return { kind: 'done', step, outcome: told, ...given({ entry: id }) };
  } finally {
    await lock.release();
  }
}

async function taken(run: ApplyRun, context: ReadyStep['context']): Promise<Outcome> {
  const outcome = await runStep(engineOf(run, context.step), context);
  return context.step.engine === 'abra' ? withDifferences(run, context, outcome) : outcome;
}

/** An announced step that was not taken: its outcome says so, so that no intent stays open. */
async function notTaken(run: ApplyRun, { step }: ReadyStep['context'], need: AppName | undefined): Promise<Outcome> {
  const says = need === undefined ? `not tried: ${stopWords(run.signal)}` : needFailed(step, need).says;
  return {
    app: step.app,
    node: step.node,
    result: 'aborted',
    code: need === undefined ? 'INTERRUPTED' : 'STEP_FAILED',
    seconds: 0,
    says,
    programText: [],
    tryThis: [`tend apply --app ${step.app}`],
  };
}
