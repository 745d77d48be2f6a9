import { KnownError } from '../model/known-error.js';
import type { Clock } from '../tools/clock.js';
import type { Docker } from '../tools/docker.js';
import { lockLabels, readLockAgain, swapLabels, type LockRequest } from './lock-config.js';

/** A lock that is held: it beats until it is released. */
export interface Lock {
  readonly id: string;
  /** Throws LOCK_HELD where the lock may no longer be ours: stop writing. */
  readonly fence: () => void;
  readonly release: () => Promise<void>;
}

interface Held {
  readonly request: LockRequest;
  readonly lockId: string;
  readonly configId: string;
}

/** Of a lease, after which a holder without a successful beat stops writing; the rest is for what is under way. */
const fencedAfter = 0.8;
/** Of a lease, from the beginning of a beat to the next one's; and after one of which nobody knows whether it got through. */
const rhythm = 1 / 3;
const againAfter = 1 / 30;

/** Beats until released. Taken over by somebody, or without a beat that gets through, the lock is lost. */
export function keepLock(docker: Docker, clock: Clock, { request, lockId, configId }: Held): Lock {
  const { leaseSeconds, what, node } = request;
  let lastBeat = clock.monotonic();
  let lost = false;
  let beats = 0;
  const stop = new AbortController();
  const beating = beatUntilStopped();
  return { id: lockId, fence, release };

  async function beatUntilStopped(): Promise<void> {
    let next = rhythm;
    let began = lastBeat;
    while (!stop.signal.aborted) {
      await clock.sleep(Math.max(0, began + leaseSeconds * 1000 * next - clock.monotonic()), stop.signal);
      if (stop.signal.aborted) return;
      began = clock.monotonic();
      const isOurs = await winLabels().catch(() => undefined);
      if (isOurs === true) lastBeat = began;
      if (isOurs === false) lost = true;
      next = isOurs === undefined ? againAfter : rhythm;
    }
  }

  /** undefined: ours, but somebody's late change came in between, which may be our own. */
  async function winLabels(): Promise<boolean | undefined> {
    const now = await readLockAgain(docker, configId);
    if (now?.lockId !== lockId) return false;
    if (await swapLabels(docker, now, lockLabels(request, lockId, `${++beats} ${clock.now()}`))) return true;
    return (await readLockAgain(docker, configId))?.lockId === lockId ? undefined : false;
  }

  function fence(): void {
    const isLate = clock.monotonic() - lastBeat > leaseSeconds * 1000 * fencedAfter;
    if (!lost && !isLate) return;
    throw new KnownError('LOCK_HELD', `${what} on ${node}: the lock was lost, nothing more is changed`, {
      tryThis: ['tend plan'],
    });
  }

  /** Labels first: a lock that somebody took over is not removed. */
  async function release(): Promise<void> {
    stop.abort();
    await beating;
    if (await winLabels().catch(() => undefined)) await docker.removeConfig(configId).catch(() => undefined);
  }
}
