import { expect, test } from '@jest/globals';
import { breakLock } from '../../src/apply/break-lock.js';
import type { Lock } from '../../src/apply/keep-lock.js';
import { lockWaitFrom } from '../../src/apply/lock-wait.js';
import { lockName, readLocks, type SeenLock } from '../../src/apply/lock-config.js';
import { sightLocks, takeLock, type Sightings } from '../../src/apply/take-lock.js';
import { given } from '../../src/model/given.js';
import type { Clock } from '../../src/tools/clock.js';
import type { Docker } from '../../src/tools/docker.js';
import { realRandom } from '../../src/tools/random.js';
import type { SharedTime } from './clocks.js';

/** Where the promises of a lock are tried: a real swarm in real time, or the fake one in a time of its own. */
export interface LockSubject {
  readonly docker: () => Docker;
  readonly time: SharedTime;
}

interface HowToTake {
  readonly clock?: Clock;
  readonly onWait?: (held: SeenLock) => void;
  readonly signal?: AbortSignal;
  readonly waitMs?: number;
  readonly sightings?: Sightings;
}

/** Seconds: long enough for a busy machine to beat in time. */
const lease = 9;

/** What is promised of locks, whatever Docker it is. */
export function describeLocks({ docker, time }: LockSubject): void {
  const { pass } = time;

  test('takes a lock that nobody holds, shows who, why and since when, and leaves nothing behind', async () => {
    const lock = await take('free', 'ada');
    expect(await seen('free')).toMatchObject({
      what: 'free',
      holder: 'ada',
      reason: 'upgrade wiki',
      leaseSeconds: lease,
    });
    expect(() => lock.fence()).not.toThrow();
    await lock.release();
    expect(await seen('free')).toBeUndefined();
  });

  test('keeps one byte on the swarm and names it by a hash, so that no name is too long', async () => {
    const what = 'a-stack-with-a-very-long-name-of-more-than-sixty-four-characters-in-all';
    const lock = await take(what, 'ada');
    const [config] = await docker().configs({ name: lockName(what) });
    expect(config).toMatchObject({ Spec: { Name: expect.stringMatching(/^tend-lock-[0-9a-f]{32}$/), Data: 'Lg==' } });
    await lock.release();
  });

  test('refuses what somebody alive holds, naming holder, reason and time', async () => {
    const lock = await take('held', 'ada');
    const waits: SeenLock[] = [];
    const refused = take('held', 'bo', { onWait: (held) => waits.push(held) });
    await expect(refused).rejects.toMatchObject({
      code: 'LOCK_HELD',
      message: expect.stringMatching(
        /^held on one is being changed by ada \(upgrade wiki, since 20\d\d-\d\d-\d\dT[\d:]{8}Z\)$/,
      ),
      tryThis: expect.arrayContaining([expect.stringContaining(`tend lock release ${lock.id.slice(0, 8)}`)]),
    });
    expect(waits).toMatchObject([{ holder: 'ada', lockId: lock.id }]);
    expect(() => lock.fence()).not.toThrow();
    await lock.release();
  });

  test('moves with every beat, several times in a lease, for as long as it is held', async () => {
    const lock = await take('beating', 'ada');
    const indexes = new Set<number>();
    for (let looks = 0; looks < 24; looks += 1) {
      indexes.add((await seen('beating'))?.index ?? -1);
      await pass(lease / 12);
    }
    expect(indexes.size).toBeGreaterThanOrEqual(4);
    expect(indexes).not.toContain(-1);
    expect(() => lock.fence()).not.toThrow();
    await lock.release();
  });

  test('takes over from one who stopped beating, after one lease and not before', async () => {
    const dead = time.clock();
    const old = await take('dead', 'ada', { clock: dead });
    dead.suspend();
    await pass(lease / 3 + 0.3);
    const began = dead.monotonic();
    const lock = await take('dead', 'bo');
    const seconds = (dead.monotonic() - began) / 1000;
    expect(seconds).toBeGreaterThanOrEqual(lease - 0.05);
    expect(seconds).toBeLessThan(lease + 10);
    expect(await seen('dead')).toMatchObject({ holder: 'bo', lockId: lock.id });
    expect(() => old.fence()).toThrow(expect.objectContaining({ code: 'LOCK_HELD' }));
    await old.release();
    expect(await seen('dead')).toMatchObject({ holder: 'bo', lockId: lock.id });
    expect(() => lock.fence()).not.toThrow();
    await lock.release();
    expect(await seen('dead')).toBeUndefined();
  });

  test('takes over several locks of a dead holder within one lease, where they were seen together', async () => {
    const dead = time.clock();
    for (const what of ['dead-1', 'dead-2', 'dead-3']) await take(what, 'ada', { clock: dead });
    dead.suspend();
    await pass(lease / 3 + 0.3);
    const clock = time.clock();
    const began = clock.monotonic();
    const sightings = await sightLocks({ docker: docker(), clock });
    for (const what of ['dead-1', 'dead-2', 'dead-3']) {
      const lock = await take(what, 'bo', { clock, sightings });
      expect((clock.monotonic() - began) / 1000).toBeGreaterThanOrEqual(lease - 0.05);
      await lock.release();
    }
    expect((clock.monotonic() - began) / 1000).toBeLessThan(lease + 10);
  });

  test('lets exactly one of several take over, and tells the others who it was', async () => {
    const dead = time.clock();
    await take('contested', 'ada', { clock: dead });
    dead.suspend();
    const people = ['bo', 'cleo', 'dee'];
    const tries = await Promise.allSettled(people.map((name) => take('contested', name)));
    const won = tries.flatMap((one, index) =>
      one.status === 'fulfilled' ? [{ lock: one.value, name: people[index] }] : [],
    );
    expect(won).toHaveLength(1);
    const [winner] = won;
    expect(await seen('contested')).toMatchObject({ holder: winner?.name, lockId: winner?.lock.id });
    for (const one of tries.filter(({ status }) => status === 'rejected'))
      expect(one).toMatchObject({
        reason: { code: 'LOCK_HELD', message: expect.stringContaining(`being changed by ${winner?.name ?? ''}`) },
      });
    await winner?.lock.release();
  });

  test('lets exactly one of many take what is free', async () => {
    const tries = await Promise.allSettled(['ada', 'bo', 'cleo', 'dee'].map((name) => take('rush', name)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) if (one.status === 'fulfilled') await one.value.release();
    expect(await seen('rush')).toBeUndefined();
  });

  test('is taken at once by one who waits when it is given back', async () => {
    const dead = time.clock();
    const first = await take('passed-on', 'ada', { clock: dead });
    dead.suspend();
    const waiting = take('passed-on', 'bo');
    await pass(0.5);
    await first.release();
    const second = await waiting;
    expect(await seen('passed-on')).toMatchObject({ holder: 'bo', lockId: second.id });
    await second.release();
  });

  test('lets nothing more be written once no beat got through for most of a lease, taken over or not', async () => {
    const dead = time.clock();
    const lock = await take('silent', 'ada', { clock: dead });
    dead.suspend();
    expect(() => lock.fence()).not.toThrow();
    await pass(lease * 0.9);
    expect(() => lock.fence()).toThrow(expect.objectContaining({ code: 'LOCK_HELD' }));
    await lock.release();
    expect(await seen('silent')).toBeUndefined();
  });

  test('notices at its next beat that a person released it', async () => {
    const lock = await take('broken', 'ada');
    expect(await breakLock(docker(), time.clock(), await present('broken'))).toBe(true);
    expect(await seen('broken')).toBeUndefined();
    const clock = time.clock();
    const began = clock.monotonic();
    await until(async () => isFenced(lock));
    expect(() => lock.fence()).toThrow(expect.objectContaining({ code: 'LOCK_HELD' }));
    // Later it would be fenced anyway, because no beat gets through.
    expect(clock.monotonic() - began).toBeLessThan(lease * 750);
    await lock.release();
  });

  test('is not released by a person who looked before its last beat', async () => {
    const lock = await take('alive', 'ada');
    const stale = await present('alive');
    await until(async () => (await present('alive')).index !== stale.index);
    expect(await breakLock(docker(), time.clock(), stale)).toBe(false);
    expect(await seen('alive')).toMatchObject({ lockId: lock.id });
    expect(() => lock.fence()).not.toThrow();
    await lock.release();
  });

  test('waits for one who lives, as long as was asked, and takes it when it is given back', async () => {
    const first = await take('queued', 'ada');
    const waits: SeenLock[] = [];
    const waiting = take('queued', 'bo', { waitMs: 10 * lease * 1000, onWait: (held) => waits.push(held) });
    await pass(lease * 1.5);
    expect(await seen('queued')).toMatchObject({ holder: 'ada', lockId: first.id });
    await first.release();
    const second = await waiting;
    expect(await seen('queued')).toMatchObject({ holder: 'bo', lockId: second.id });
    expect(waits).toHaveLength(1);
    await second.release();
  });

  test('gives up on one who lives once the time is over, and says how long it was', async () => {
    const clock = time.clock();
    const lock = await take('long', 'ada');
    const began = clock.monotonic();
    await expect(take('long', 'bo', { clock, waitMs: lease * 1500 })).rejects.toMatchObject({
      code: 'LOCK_HELD',
      message: expect.stringMatching(/ being changed by ada \(.*\), still after 14 s$/),
      tryThis: expect.not.arrayContaining([expect.stringContaining('--lock-wait')]),
    });
    expect(clock.monotonic() - began).toBeGreaterThanOrEqual(lease * 1500);
    await lock.release();
  });

  test('stops waiting when a person says stop', async () => {
    const dead = time.clock();
    const lock = await take('wanted', 'ada', { clock: dead });
    dead.suspend();
    const stop = new AbortController();
    const waiting = take('wanted', 'bo', { signal: stop.signal });
    await pass(0.5);
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'INTERRUPTED' });
    await lock.release();
  });

  function take(
    what: string,
    holder: string,
    { clock = time.clock(), waitMs, ...more }: HowToTake = {},
  ): Promise<Lock> {
    return takeLock(
      docker(),
      { clock, random: realRandom },
      {
        what,
        node: 'one',
        holder,
        reason: 'upgrade wiki',
        leaseSeconds: lease,
        ...more,
        ...given({ wait: lockWaitFrom(clock, waitMs) }),
      },
    );
  }

  async function seen(what: string): Promise<SeenLock | undefined> {
    return (await readLocks(docker())).find((lock) => lock.what === what);
  }

  async function present(what: string): Promise<SeenLock> {
    const lock = await seen(what);
    if (!lock) throw new Error(`there is no lock ${what}`);
    return lock;
  }

  /** Asks again until it is so: the next beat comes late on a busy machine. */
  async function until(isSo: () => Promise<boolean>): Promise<void> {
    for (let looks = 0; looks < 300 && !(await isSo()); looks += 1) await pass(0.1);
  }
}

function isFenced(lock: Lock): boolean {
  try {
    lock.fence();
    return false;
  } catch {
    return true;
  }
}
