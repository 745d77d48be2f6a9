import { KnownError } from '../model/known-error.js';
import type { ObservedService } from '../model/observation.js';
import type { Outcome } from '../model/outcome.js';
import { judgeError } from './judge-error.js';
import { judgeSeen } from './judge-seen.js';
import { judgeStep, type StepVerdict } from './judge-step.js';
import { observedAfter } from './observed-after.js';
import { isReversible, putBack } from './put-back.js';
import type { Engine, EngineWords, StepContext, TouchedService } from './step-context.js';
import { stepTimeout } from './step-timeout.js';
import { removeGoneServices } from './undeploy-stack.js';
import { whatWasSaid, type Heard } from './what-was-said.js';
import { waitUntilStill } from './wait-until-still.js';
import { waitUntilSettled, type Settled } from './wait-until-settled.js';
import { retryWords } from './retry-words.js';

/** How long an update that nobody waits for may go on before what is there is recorded as it is. */
const stillMs = 20_000;

/** Carries a step out, waits until it has settled and tells what was SEEN afterwards; never throws what it foresaw. */
export async function runStep(engine: Engine, context: StepContext): Promise<Outcome> {
  const started = context.clock.monotonic();
  const touched: TouchedService[] = [];
  const heard = listen();
  const { verdict: judged, settled, waysOut } = await carryOut({ engine, context, touched, heard });
  const seen = await lookAfterwards(context, judged).catch(() => undefined);
  const verdict = seen ? judgeSeen(context.step, judged, seen) : lostSight(judged);
  return {
    app: context.step.app,
    node: context.step.node,
    ...verdict,
    seconds: Math.round((context.clock.monotonic() - started) / 100) / 10,
    ...(seen ? { observed: observedAfter(context.step.stack, context.step.rests.swarm, seen) } : {}),
    ...(await whatWasSaid(context, verdict, { settled, seen, touched, heard })),
    tryThis: verdict.result === 'done' ? [] : (waysOut ?? retryWords(context.step, verdict.result)),
  };
}

/** After a run that was cut short an update may go on by itself: what is recorded is what stands once it is over. */
function lookAfterwards({ look, clock }: StepContext, verdict: StepVerdict): Promise<readonly ObservedService[]> {
  const patience = verdict.result === 'done' ? 0 : stillMs;
  return waitUntilStill({ look, clock, signal: new AbortController().signal }, patience);
}

interface CarriedOut {
  readonly verdict: StepVerdict;
  readonly settled?: Settled;
  /** What to do next, where the failure itself tells it. */
  readonly waysOut?: readonly string[];
}

function listen(): Heard & EngineWords {
  const [texts, notices]: [string[], string[]] = [[], []];
  return { texts, notices, said: (text) => void texts.push(text), notice: (text) => void notices.push(text) };
}

interface CarryingOut {
  readonly engine: Engine;
  readonly context: StepContext;
  readonly touched: TouchedService[];
  readonly heard: EngineWords;
}

async function carryOut({ engine, context, touched, heard }: CarryingOut): Promise<CarriedOut> {
  const touch = (service: TouchedService) => void touched.push(service);
  try {
    await engine.run(context, touch, heard);
    const there = touched.filter(({ kind }) => kind !== 'removed');
    const settled = await waitUntilSettled(context, there, stepTimeout(context.step));
    const verdict = judgeStep(context.step, settled, await putBackIfPaused(context, settled, there));
    if (verdict.result === 'done') await removeGoneServices(context, touch);
    return { verdict, settled };
  } catch (error) {
    const waysOut = error instanceof KnownError ? { waysOut: error.tryThis } : {};
    return { verdict: judgeError(error, context, touched), ...waysOut };
  }
}

async function putBackIfPaused(
  context: StepContext,
  settled: Settled,
  touched: readonly TouchedService[],
): Promise<boolean | undefined> {
  const paused = [...settled.verdicts.values()].some(({ state }) => state === 'paused');
  return paused && isReversible(context.step) ? putBack(context, touched, stepTimeout(context.step)) : undefined;
}

function lostSight(verdict: StepVerdict): StepVerdict {
  return {
    result: 'unknown',
    code: verdict.code ?? 'NODE_UNREACHABLE',
    says: `${verdict.says}; the node could not be looked at afterwards`,
  };
}
