import { KnownError } from '../model/known-error.js';
import type { Clock } from '../tools/clock.js';
import type { Docker } from '../tools/docker.js';
import { lockLabels, readLock, swapLabels, type LockRequest } from './lock-config.js';

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

/** Beats until released. A beat that fails, or comes too late, means that the lock is lost. */
export function keepLock(docker: Docker, clock: Clock, { request, lockId, configId }: Held): Lock {
  const { leaseSeconds, what, node } = request;
  let lastBeat = clock.monotonic();
  let lost = false;
  let beats = 0;
  const stop = new AbortController();
  const beating = beatUntilStopped();
  return { id: lockId, fence, release };

  async function beatUntilStopped(): Promise<void> {
    while (!stop.signal.aborted) {
      await clock.sleep((leaseSeconds * 1000) / 3, stop.signal);
      if (!stop.signal.aborted) await beat();
    }
  }

  async function beat(): Promise<void> {
    const started = clock.monotonic();
    const isOurs = await winLabels().catch(() => undefined);
    if (isOurs === true) lastBeat = started;
    if (isOurs === false) lost = true;
  }

  async function winLabels(): Promise<boolean> {
    const now = await readLock(docker, what);
    if (now?.lockId !== lockId) return false;
    return swapLabels(docker, { ...now, configId }, lockLabels(request, lockId, `${++beats} ${clock.now()}`));
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
    if (await winLabels().catch(() => false)) await docker.removeConfig(configId).catch(() => undefined);
  }
}
