import { describe, expect, test } from '@jest/globals';
import { isCrowded, noteLost, noteWon, waitForTurn } from '../../src/changelog/wait-for-turn.js';
import type { Workplace } from '../../src/changelog/workplace.js';
import { fixedRandom } from '../support/fixed-random.js';
import { onlyWith } from '../support/only-with.js';

/** A place whose clock remembers how long was waited; a try takes 100 ms. */
function makePlace() {
  const waited: number[] = [];
  const memory: Workplace['memory'] = {
    recordKeys: new Map(),
    oneTimeKeys: new Map(),
    sealed: new WeakMap(),
    mirrorsBehind: new Set(),
  };
  const clock = { now: () => '', monotonic: () => 100, sleep: async (ms: number) => void waited.push(ms) };
  return {
    place: onlyWith<Workplace>('place', { clock, memory, random: { ...fixedRandom(), below: (limit) => limit - 1 } }),
    waited,
  };
}

describe('turns of writers', () => {
  test('cost nothing while nobody is in the way', async () => {
    const { place, waited } = makePlace();
    await waitForTurn(place, 120_000);
    noteWon(place, undefined);
    await waitForTurn(place, 120_000);
    expect(waited).toEqual([]);
    expect(isCrowded(place)).toBe(false);
  });

  test('take longer with each loss, up to a few seconds, and end with as many wins', async () => {
    const { place, waited } = makePlace();
    for (let loss = 0; loss < 9; loss++) {
      noteLost(place, 0);
      await waitForTurn(place, 120_000);
      expect(waited.at(-1)).toBeLessThanOrEqual(Math.min(1.5 * 2 ** (loss + 1) * 100, 3600));
    }
    expect(isCrowded(place)).toBe(true);
    for (let win = 0; win < 5; win++) noteWon(place, undefined);
    expect(isCrowded(place)).toBe(false);
  });

  test('leave enough time for many more tries', async () => {
    const { place, waited } = makePlace();
    for (let loss = 0; loss < 9; loss++) noteLost(place, 0);
    await waitForTurn(place, 500);
    expect(waited.at(-1)).toBeLessThanOrEqual(100);
  });
});
