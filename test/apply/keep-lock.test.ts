import { expect, test } from '@jest/globals';
import { readLocks } from '../../src/apply/lock-config.js';
import type { Lock } from '../../src/apply/keep-lock.js';
import { takeLock } from '../../src/apply/take-lock.js';
import { KnownError } from '../../src/model/known-error.js';
import type { Docker } from '../../src/tools/docker.js';
import { realRandom } from '../../src/tools/random.js';
import { makeTimeline, type SharedTime } from '../support/clocks.js';
import { makeFakeDocker } from '../support/fake-docker.js';

/** Seconds. */
const lease = 30;

const late = () => new KnownError('NODE_UNREACHABLE', 'one: Docker does not answer', { tryThis: ['tend plan'] });

test('holds on where a node answers each question only after 5 s, as one may that is short of channels', async () => {
  const { time, docker, lock } = await held((inner, sleep) => ({
    ...inner,
    config: async (id) => (await sleep(5_000), inner.config(id)),
    configs: async (filter) => (await sleep(5_000), inner.configs(filter)),
    updateConfigLabels: async (...words) => (await sleep(5_000), inner.updateConfigLabels(...words)),
  }));
  await expectHeld(time, lock, 120);
  await lock.release();
  expect(await readLocks(docker)).toEqual([]);
});

test('tries again soon where a beat did not get through', async () => {
  let asked = 0;
  const { time, lock } = await held((inner) => ({
    ...inner,
    config: async (id) => {
      asked += 1;
      if (asked % 3 !== 0) throw late();
      return inner.config(id);
    },
    configs: async (filter) => {
      asked += 1;
      if (asked % 3 !== 0) throw late();
      return inner.configs(filter);
    },
  }));
  await expectHeld(time, lock, 120);
});

test('is not lost to a beat of its own that arrived after it was given up', async () => {
  let sent = 0;
  const { time, lock } = await held((inner, sleep) => ({
    ...inner,
    updateConfigLabels: async (...words) => {
      sent += 1;
      if (sent % 3 !== 1) return inner.updateConfigLabels(...words);
      void sleep(1_500).then(() => inner.updateConfigLabels(...words));
      throw late();
    },
    config: async (id) => {
      const seen = await inner.config(id);
      if (sent % 3 === 1) await sleep(1_000);
      return seen;
    },
    configs: async (filter) => {
      const seen = await inner.configs(filter);
      if (sent % 3 === 1) await sleep(1_000);
      return seen;
    },
  }));
  await expectHeld(time, lock, 120);
});

test('is given up where no beat gets through for most of its lease, and each is tried again soon', async () => {
  let isSilent = false;
  const beats: number[] = [];
  const { time, lock } = await held((inner) => ({
    ...inner,
    config: async (id) => {
      if (isSilent) beats.push(beats.length);
      if (isSilent) throw late();
      return inner.config(id);
    },
    configs: async (filter) => {
      if (isSilent) throw late();
      return inner.configs(filter);
    },
  }));
  await expectHeld(time, lock, 9);
  isSilent = true;
  await expectHeld(time, lock, Math.floor(0.8 * lease) - 10);
  expect(beats.length).toBeGreaterThan(5);
  await time.pass(10);
  expect(() => lock.fence()).toThrow(expect.objectContaining({ code: 'LOCK_HELD' }));
});

test('beats three times a lease where each gets through, no more', async () => {
  let beats = 0;
  const { time, lock } = await held((inner) => ({
    ...inner,
    updateConfigLabels: (...words) => {
      beats += 1;
      return inner.updateConfigLabels(...words);
    },
  }));
  beats = 0;
  await expectHeld(time, lock, 4 * lease);
  expect(beats).toBeGreaterThanOrEqual(11);
  expect(beats).toBeLessThanOrEqual(13);
});

/** A lock that is held on a Docker that behaves otherwise than the fake one. */
async function held(differently: (inner: Docker, sleep: (ms: number) => Promise<void>) => Docker) {
  const time = makeTimeline();
  const clock = time.clock();
  const { docker } = makeFakeDocker();
  const lock = await takeLock(
    differently(docker, (ms) => clock.sleep(ms)),
    { clock, random: realRandom },
    { what: 'wiki', node: 'one', holder: 'ada', reason: 'upgrade wiki', leaseSeconds: lease },
  );
  return { time, docker, lock };
}

async function expectHeld(time: SharedTime, lock: Lock, seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 1) {
    await time.pass(1);
    expect(() => lock.fence()).not.toThrow();
  }
}
