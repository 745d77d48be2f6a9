import { describe, expect, test } from '@jest/globals';
import { waitUntilStill } from '../../src/apply/wait-until-still.js';
import { makeService } from '../support/builders.js';
import { makeSleepingClock } from '../support/clocks.js';

const signal = new AbortController().signal;

describe('waitUntilStill', () => {
  test('waits until the swarm has ended an update, and gives what is there then', async () => {
    const states = ['updating', 'updating', 'rollback_started', 'rollback_completed'];
    const clock = makeSleepingClock();
    const look = async () => [makeService({ updateState: states.shift() ?? '' })];
    expect(await waitUntilStill({ look, clock, signal }, 60_000)).toMatchObject([
      { updateState: 'rollback_completed' },
    ]);
    expect(clock.slept()).toBe(1_500);
  });

  test.each(['completed', 'paused', 'rollback_paused', undefined])(
    'does not wait where the update is %p',
    async (updateState) => {
      const clock = makeSleepingClock();
      await waitUntilStill(
        { look: async () => [makeService(updateState ? { updateState } : {})], clock, signal },
        60_000,
      );
      expect(clock.slept()).toBe(0);
    },
  );

  test('gives up after the time it may take', async () => {
    const clock = makeSleepingClock();
    await waitUntilStill({ look: async () => [makeService({ updateState: 'updating' })], clock, signal }, 10_000);
    expect(clock.slept()).toBeLessThan(11_000);
  });

  test('stops when a person says stop', async () => {
    const stop = new AbortController();
    const clock = makeSleepingClock();
    const look = async () => {
      stop.abort();
      return [makeService({ updateState: 'updating' })];
    };
    await expect(waitUntilStill({ look, clock, signal: stop.signal }, 10_000)).rejects.toMatchObject({
      code: 'INTERRUPTED',
    });
  });
});
