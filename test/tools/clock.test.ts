import { describe, expect, test } from '@jest/globals';
import { realClock, type Clock } from '../../src/tools/clock.js';
import { makeSleepingClock, makeTimeline, realTime } from '../support/clocks.js';

// The fakes and the real one keep one contract.
describe.each<[string, () => Clock]>([
  ['the real clock', () => realClock],
  ['a real clock that can be suspended', () => realTime.clock()],
  ['a clock in which time passes only in sleep', makeSleepingClock],
  ['a clock of a shared time that moves on by itself', () => makeTimeline().clock()],
])('%s', (_, make) => {
  test('says the time in UTC, to the second', () => {
    expect(make().now()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  test('has gone on by what was slept, and never goes back', async () => {
    const clock = make();
    const times = [clock.monotonic()];
    for (const ms of [0, 5, 20]) {
      await clock.sleep(ms);
      // A timer of Node may be up to a millisecond early.
      expect(clock.monotonic()).toBeGreaterThanOrEqual((times.at(-1) ?? NaN) + ms - 1);
      times.push(clock.monotonic());
    }
    expect(times).toEqual(times.toSorted((one, other) => one - other));
  });

  test('does not sleep once somebody said stop', async () => {
    const clock = make();
    const before = clock.monotonic();
    await clock.sleep(60_000, AbortSignal.abort());
    expect(clock.monotonic() - before).toBeLessThan(30_000);
  });
});
