import { describe, expect, test } from '@jest/globals';
import { batchAppends } from '../../src/changelog/batch-appends.js';
import { batchReads } from '../../src/changelog/batch-reads.js';
import type { NewEntry } from '../../src/model/entry.js';
import { intentOf } from './entries.js';

describe('appends at the same time', () => {
  test('go together into the next one, each with its own ids', async () => {
    const batches: number[] = [];
    const append = batchAppends(async (entries: readonly NewEntry[]) => {
      batches.push(entries.length);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return {
        ids: entries.map((entry) => (entry.type === 'intent' ? entry.steps[0]!.app : '')),
        pushed: true,
        refused: [],
        behind: [],
      };
    });
    const asked = [['a'], ['b', 'c'], [], ['d']].map((apps) => append(apps.map((app) => intentOf(app))));
    expect((await Promise.all(asked)).map(({ ids }) => ids)).toEqual([['a'], ['b', 'c'], [], ['d']]);
    expect(batches).toEqual([1, 3]);
    await append([intentOf('e')]);
    expect(batches).toEqual([1, 3, 1]);
  });
});

describe('reads at the same time', () => {
  test('are one, and each gets its own', async () => {
    const batches: (readonly string[])[] = [];
    const read = batchReads(async (wanted) => {
      batches.push(wanted);
      return new Map(wanted.filter((one) => one !== 'x').map((one) => [one, one.toUpperCase()]));
    });
    expect(await Promise.all(['a', 'b', 'x'].map(read))).toEqual(['A', 'B', undefined]);
    expect(await read('c')).toBe('C');
    expect(batches).toEqual([['a', 'b', 'x'], ['c']]);
  });

  test('fail together and can be tried again', async () => {
    let broken = true;
    const read = batchReads(async () => {
      if (broken) throw new Error('gone');
      return new Map([['a', 'A']]);
    });
    const answers = await Promise.allSettled([read('a'), read('b')]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    broken = false;
    expect(await read('a')).toBe('A');
  });
});
