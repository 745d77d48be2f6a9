import { KnownError } from '../model/known-error.js';
import type { Clock } from '../tools/clock.js';
import type { Docker } from '../tools/docker.js';
import type { Random } from '../tools/random.js';
import { keepLock, type Lock } from './keep-lock.js';
import type { LockWait } from './lock-wait.js';
import {
  createLock,
  lockLabels,
  readLock,
  readLocks,
  swapLabels,
  type LockRequest,
  type SeenLock,
} from './lock-config.js';

export interface TakeLock extends LockRequest {
  /** Tells that it waits for a holder who may be dead. */
  readonly onWait?: (held: SeenLock) => void;
  /** How long to wait for a holder who lives; none: not at all. */
  readonly wait?: LockWait;
  readonly signal?: AbortSignal;
  /** Locks that were seen before: one that has not moved since then has stood still since then. */
  readonly sightings?: Sightings;
}

interface LockTools {
  readonly clock: Clock;
  readonly random: Pick<Random, 'uuid'>;
}

interface LockPlace {
  readonly docker: Docker;
  readonly clock: Clock;
}

/** When locks were seen as they were then, in milliseconds of this machine's clock. */
export type Sightings = ReadonlyMap<string, number>;

/** Looks at all locks of a node at one moment, so that waiting for several whose holder is dead takes one lease and not many. */
export async function sightLocks({ docker, clock }: LockPlace): Promise<Sightings> {
  const at = clock.monotonic();
  return new Map((await readLocks(docker)).map((lock) => [sightingOf(lock), at]));
}

function sightingOf({ lockId, index }: SeenLock): string {
  return `${lockId} ${index}`;
}

/**
 * Takes a lock. Held by somebody alive: waits as long as asked, then KnownError LOCK_HELD. Held by somebody who does not beat any
 * more: waits one lease by this machine's own clock, then takes it over by compare-and-swap.
 */
export async function takeLock(docker: Docker, { clock, random }: LockTools, request: TakeLock): Promise<Lock> {
  const lockId = random.uuid();
  const place = { docker, clock };
  let toldOf: string | undefined;
  for (;;) {
    const labels = lockLabels(request, lockId, `0 ${clock.now()}`);
    const made = await createLock(docker, request.what, labels);
    if (made !== undefined) return keepLock(docker, clock, { request, lockId, configId: made });
    const held = await readLock(docker, request.what);
    if (!held) continue;
    if (held.lockId !== toldOf) request.onWait?.(held);
    toldOf = held.lockId;
    const alive = await waitForLease(place, held, request);
    if (alive && clock.monotonic() >= (request.wait?.until ?? 0)) throw lockHeld(alive, request);
    if (alive) continue;
    if (await swapLabels(docker, held, labels))
      return keepLock(docker, clock, { request, lockId, configId: held.configId });
  }
}

/** Nothing once the lock stood still for one lease, or went; the lock as it is now where it moved: it may have another holder. */
export async function waitForLease(
  { docker, clock }: LockPlace,
  held: SeenLock,
  { signal, sightings }: Pick<TakeLock, 'signal' | 'sightings'>,
): Promise<SeenLock | undefined> {
  const since = sightings?.get(sightingOf(held)) ?? clock.monotonic();
  const until = since + held.leaseSeconds * 1000;
  while (clock.monotonic() < until) {
    await clock.sleep(1000, signal);
    if (signal?.aborted)
      throw new KnownError('INTERRUPTED', 'stopped while waiting for a lock', {
        tryThis: ['see who holds it: tend lock list', 'or wait again: run the same command again'],
      });
    const now = await readLock(docker, held.what);
    if (now?.index !== held.index) return now;
  }
  return undefined;
}

function lockHeld(held: SeenLock, { node, wait }: TakeLock): KnownError {
  const since = `${held.since.slice(0, 19)}Z`;
  const waited = wait === undefined ? '' : `, still after ${Math.round(wait.ms / 1000)} s`;
  return new KnownError(
    'LOCK_HELD',
    `${held.what} on ${node} is being changed by ${held.holder} (${held.reason}, since ${since})${waited}`,
    {
      tryThis: [
        wait === undefined
          ? 'wait until it is done: run the same command again with --lock-wait 10m'
          : 'see who holds it: tend lock list',
        `if that run is dead for sure: tend lock release ${held.lockId.slice(0, 8)}`,
      ],
    },
  );
}
