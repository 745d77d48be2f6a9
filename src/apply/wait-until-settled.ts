import { shortName } from '../model/short-name.js';
import { stopWords } from '../model/stop-reason.js';
import { judgeService, type Verdict } from './judge-service.js';
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
 * Waits until each touched service has settled, failed, or was rolled back: all watched at once.
 * Events wake, task lists decide.
 */
export async function waitUntilSettled(
  context: StepContext,
  touched: readonly TouchedService[],
  timeoutMs: number,
): Promise<Settled> {
  const { clock, signal } = context;
  const deadline = clock.monotonic() + timeoutMs;
  const runningSince = new Map<string, number>();
  const bell = ringOnEvents(context);
  try {
    for (;;) {
      const verdicts = await judgeAll(context, touched, runningSince);
      const open = [...verdicts].filter(([, verdict]) => verdict.state === 'settling');
      const timedOut = clock.monotonic() > deadline;
      if (open.length === 0 || timedOut || signal.aborted)
        return {
          verdicts,
          timedOut: timedOut && open.length > 0,
          ...(signal.aborted && open.length > 0 ? { interruptedBy: stopWords(signal) } : {}),
        };
      context.tell(
        'settling',
        open.map(([name, { says }]) => `${shortName(name, context.step.stack)}: ${says}`).join('; '),
      );
      await bell.wait(pollMs);
    }
  } finally {
    bell.stop();
  }
}

async function judgeAll(
  context: StepContext,
  touched: readonly TouchedService[],
  runningSince: Map<string, number>,
): Promise<Map<string, Verdict>> {
  const services = touched.length === 0 ? [] : await context.look();
  return new Map(
    touched.map((one) => {
      const verdict = judgeService(
        one,
        services.find((service) => service.id === one.id),
      );
      return [one.name, steady(one, verdict, { runningSince, now: context.clock.monotonic() })];
    }),
  );
}

/** A task that nothing vouches for must go on running for a while. */
function steady(
  one: TouchedService,
  verdict: Verdict,
  { runningSince, now }: { runningSince: Map<string, number>; now: number },
): Verdict {
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
