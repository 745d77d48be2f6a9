import { describe, expect, test } from '@jest/globals';
import { batchAppends } from '../../src/changelog/batch-appends.js';
import type { NewEntry } from '../../src/model/entry.js';
import { intentOf } from './entries.js';
import { anId } from '../support/an-id.js';

describe('appends at the same time', () => {
  test('go together into the next one, each with its own ids', async () => {
    const batches: number[] = [];
    const append = batchAppends(async (entries: readonly NewEntry[]) => {
      batches.push(entries.length);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return {
        ids: entries.map((entry) => anId(entry.type === 'intent' ? entry.steps[0]!.app : '')),
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

  test('leave the head to the next one only where all of them may', async () => {
    const heads: (boolean | undefined)[] = [];
    const append = batchAppends(async (_entries, options) => {
      heads.push(options?.headLater);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return { ids: [], pushed: true, refused: [], behind: [] };
    });
    const ask = (headLater: boolean) => append([intentOf('a')], { headLater });
    await Promise.all([ask(true), ask(true), ask(false)]);
    await Promise.all([ask(false), ask(true), ask(true)]);
    expect(heads).toEqual([true, false, false, true]);
  });
});
