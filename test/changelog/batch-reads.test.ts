import { describe, expect, test } from '@jest/globals';
import { batchReads } from '../../src/changelog/batch-reads.js';

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
