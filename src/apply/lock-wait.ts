import type { Clock } from '../tools/clock.js';

/** How long a person lets a run wait for locks that others hold, in all. */
export interface LockWait {
  readonly ms: number;
  /** Its end, by the monotonic clock. */
  readonly until: number;
}

/** From now on; undefined where nobody said how long. */
export function lockWaitFrom({ monotonic }: Pick<Clock, 'monotonic'>, ms: number | undefined): LockWait | undefined {
  return ms === undefined ? undefined : { ms, until: monotonic() + ms };
}
