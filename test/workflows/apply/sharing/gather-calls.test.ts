import { describe, expect, test } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { gatherCalls, gatherSame } from '../../../../src/workflows/apply/sharing/gather-calls.js';

describe('questions', () => {
  test('asked while one is under way go together into the next, and are answered by what was asked after them', async () => {
    const { batches, ask, answer } = makeAsking();
    const first = ask('a');
    await setImmediate();
    const others = Promise.all(['b', 'c', 'b'].map(ask));
    answer();
    expect(await first).toBe('a of 1');
    answer();
    expect(await others).toEqual(['b of 2', 'c of 2', 'b of 2']);
    expect(batches).toEqual([['a'], ['b', 'c']]);
  });

  test('that fail do not take those behind them along', async () => {
    let broken = true;
    const ask = gatherCalls(async (keys: readonly string[]) => {
      if (broken) throw new Error('gone');
      return new Map(keys.map((key) => [key, key]));
    });
    const failing = Promise.allSettled([ask('a'), ask('b')]);
    expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    broken = false;
    expect(await ask('a')).toBe('a');
  });

  test('wait for the rest between two requests', async () => {
    const log: string[] = [];
    const ask = gatherCalls<string, string>(
      async (keys) => {
        log.push(keys.join(' '));
        return new Map();
      },
      async (keys) => {
        await setImmediate();
        log.push(`rest for ${keys.size}`);
      },
    );
    await Promise.all([ask('a'), ask('b')]);
    expect(log).toEqual(['rest for 2', 'a b']);
  });
});

test('one and the same question is asked once for all who ask together', async () => {
  let asked = 0;
  const ask = gatherSame(async () => ++asked);
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
  expect(await ask()).toBe(2);
});

function makeAsking() {
  const batches: (readonly string[])[] = [];
  const waiting: (() => void)[] = [];
  const ask = gatherCalls(async (keys: readonly string[]) => {
    batches.push(keys);
    const number = batches.length;
    await new Promise<void>((resolve) => waiting.push(resolve));
    return new Map(keys.map((key) => [key, `${key} of ${number}`]));
  });
  return { batches, ask, answer: () => void setImmediate().then(() => waiting.shift()?.()) };
}
