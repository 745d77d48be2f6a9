import { setImmediate } from 'node:timers/promises';
import { realClock, type Clock } from '../../src/tools/clock.js';

/** A clock in which time passes only while somebody sleeps; `now` never moves. */
export function makeSleepingClock(): Clock & { readonly slept: () => number } {
  let at = 0;
  return {
    now: () => '2026-11-22T13:57:02Z',
    monotonic: () => at,
    slept: () => at,
    async sleep(ms, signal) {
      if (!signal?.aborted) at += ms;
      await setImmediate();
    },
  };
}

/** A time that several share, each with a clock of its own. */
export interface SharedTime {
  /** `suspend` lets every sleep last for ever, as a stopped process would. */
  clock(): Clock & { readonly suspend: () => void };
  /** Lets so many seconds pass. */
  readonly pass: (seconds: number) => Promise<void>;
}

/** The time of this machine. */
export const realTime: SharedTime = {
  clock: () => withSuspend(realClock),
  pass: (seconds) => realClock.sleep(seconds * 1000),
};

/** Milliseconds: so much time is enough for every test, and one that fails leaves nobody running for ever. */
const anHour = 3_600_000;

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** A time of its own, which stands still while `tool` is at work: a program of this machine takes no time in it. */
export interface Timeline extends SharedTime {
  readonly standingStill: <Tool extends object>(tool: Tool) => Tool;
}

/** A time that moves on to who wakes next as soon as nobody has anything left to do: quick, and the same on a busy machine. */
export function makeTimeline(longest = anHour): Timeline {
  const sleepers = new Set<Sleeper>();
  let at = 0;
  let atWork = 0;
  const clock: Clock = { now: () => '2026-11-22T13:57:02Z', monotonic: () => at, sleep };
  return { clock: () => withSuspend(clock), pass: (seconds) => sleep(seconds * 1000), standingStill };

  function standingStill<Tool extends object>(tool: Tool): Tool {
    return new Proxy(tool, {
      get(target, part) {
        const real: unknown = Reflect.get(target, part);
        if (typeof real !== 'function') return real;
        return async (...words: unknown[]) => {
          atWork += 1;
          try {
            return await (real as (...words: unknown[]) => Promise<unknown>)(...words);
          } finally {
            atWork -= 1;
          }
        };
      },
    });
  }

  function sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const sleeper = { until: at + ms, wake };
      sleepers.add(sleeper);
      if (sleepers.size === 1) void moveOn();
      signal?.addEventListener('abort', wake, { once: true });
      function wake(): void {
        sleepers.delete(sleeper);
        resolve();
      }
    });
  }

  async function moveOn(): Promise<void> {
    while (at < longest) {
      await setImmediate();
      if (atWork > 0) continue;
      const [next] = [...sleepers].sort((one, other) => one.until - other.until);
      if (!next) return;
      at = Math.max(at, next.until);
      next.wake();
    }
  }
}

function withSuspend(clock: Clock): Clock & { readonly suspend: () => void } {
  const suspended = new AbortController();
  return {
    ...clock,
    suspend: () => suspended.abort(),
    async sleep(ms, signal) {
      await clock.sleep(ms, signal);
      if (suspended.signal.aborted && !signal?.aborted)
        await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
    },
  };
}
