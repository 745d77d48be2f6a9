import type { ObservedService } from '../model/observation.js';
import { stopWords } from '../model/stop-reason.js';
import { judgeService, refusedMs, type Verdict } from './judge-service.js';
import { makeHealthLook } from './look-with-health.js';
import { settlingWords } from './settling-words.js';
import { isStillCounting, patienceWith, type Patience } from './settle-patience.js';
import type { StepContext, TouchedService } from './step-context.js';

/** How the touched services ended, by full name. */
export interface Settled {
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly timedOut: boolean;
  /** What ended the waiting early: `stopped by hand`, `stopped by SIGTERM`. */
  readonly interruptedBy?: string;
}

const pollMs = 400;
/** Tasks without a health check count as up once they have run this long. */
const stableMs = 2_500;

/**
 * Waits until each touched service has settled, failed, or was rolled back: all watched at once. Longer than `usualMs` only
 * while Docker still prepares tasks or counts their start period and checks, up to a bound that is told.
 * Events wake, task lists decide.
 */
export async function waitUntilSettled(
  context: StepContext,
  touched: readonly TouchedService[],
  usualMs: number,
): Promise<Settled> {
  const { clock, signal } = context;
  const begun = clock.monotonic();
  const memory: Memory = { runningSince: new Map(), startingSince: new Map() };
  const lookAgain = makeHealthLook(context, touched);
  const bell = ringOnEvents(context);
  try {
    for (;;) {
      const services = touched.length === 0 ? [] : await lookAgain();
      const now = clock.monotonic();
      const verdicts = judgeAll(touched, services, { memory, now, early: now - begun < refusedMs });
      const open = touched.filter(({ name }) => verdicts.get(name)?.state === 'settling');
      const waiting = services.filter(({ id }) => open.some((one) => one.id === id));
      const patience = patienceWith(usualMs, waiting);
      const timedOut = isOver(now - begun, patience, () =>
        waiting.some((one) => isCounting(one, { memory, now }) || isComingUp(verdicts.get(one.name))),
      );
      if (open.length === 0 || timedOut || signal.aborted)
        return {
          verdicts,
          timedOut: timedOut && open.length > 0,
          ...(signal.aborted && open.length > 0 ? { interruptedBy: stopWords(signal) } : {}),
        };
      context.tell('settling', settlingWords(context.step.stack, verdicts, { waitedMs: now - begun, ...patience }));
      await bell.wait(pollMs);
    }
  } finally {
    bell.stop();
  }
}

/** When tasks were first seen to run and to start, by their ids, on this machine's own clock. */
interface Memory {
  readonly runningSince: Map<string, number>;
  readonly startingSince: Map<string, number>;
}

interface Moment {
  readonly memory: Memory;
  readonly now: number;
}

function isOver(waitedMs: number, { usualMs, atMostMs }: Patience, isStillAtWork: () => boolean): boolean {
  return waitedMs > atMostMs || (waitedMs > usualMs && !isStillAtWork());
}

/** Its tasks run, and have yet to show that they go on running. */
function isComingUp(verdict: Verdict | undefined): boolean {
  return verdict !== undefined && verdict.running.length > 0;
}

function isCounting(service: ObservedService, { memory, now }: Moment): boolean {
  return isStillCounting(service, ({ id }) => now - (memory.startingSince.get(id) ?? now));
}

function judgeAll(
  touched: readonly TouchedService[],
  services: readonly ObservedService[],
  { memory, now, early }: Moment & { readonly early: boolean },
): Map<string, Verdict> {
  for (const { id, state } of services.flatMap(({ tasks }) => tasks))
    if (state === 'starting' && !memory.startingSince.has(id)) memory.startingSince.set(id, now);
  return new Map(
    touched.map((one) => {
      const service = services.find(({ id }) => id === one.id);
      return [one.name, steady(one, judgeService(one, service, early), { memory, now })];
    }),
  );
}

/** A task that nothing vouches for must go on running for a while. */
function steady(one: TouchedService, verdict: Verdict, { memory: { runningSince }, now }: Moment): Verdict {
  const isUp = verdict.state === 'settled' || verdict.state === 'rolled-back';
  if (!isUp || verdict.vouched || verdict.running.every((id) => one.tasksBefore.has(id))) return verdict;
  for (const id of verdict.running) if (!runningSince.has(id)) runningSince.set(id, now);
  const youngest = Math.max(...verdict.running.map((id) => runningSince.get(id) ?? now));
  return now - youngest >= stableMs ? verdict : { ...verdict, state: 'settling', says: `${verdict.says}, up` };
}

function ringOnEvents({ docker, clock, signal }: StepContext) {
  const stop = new AbortController();
  let wake = new AbortController();
  void listen();
  return {
    async wait(ms: number): Promise<void> {
      await clock.sleep(ms, AbortSignal.any([wake.signal, signal]));
      wake = new AbortController();
    },
    stop: () => stop.abort(),
  };

  /** Without events the polling alone decides, only later. */
  async function listen(): Promise<void> {
    try {
      for await (const _ of docker.events(stop.signal, { type: ['service', 'container'] })) wake.abort();
    } catch {
      return;
    }
  }
}
