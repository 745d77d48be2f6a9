import type { Timestamp } from '../model/brand.js';

/** Time as people and as stop-watches see it. */
export interface Clock {
  /** Now, in UTC, to the second. */
  now(): Timestamp;
  /** Milliseconds of a clock that only goes forward. */
  monotonic(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const realClock: Clock = {
  now: () => `${new Date().toISOString().slice(0, 19)}Z`,
  monotonic: () => performance.now(),
  sleep(ms, signal) {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const timer = setTimeout(done, ms);
      function done(): void {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      }
      signal?.addEventListener('abort', done, { once: true });
    });
  },
};
