import { expect, test } from '@jest/globals';
import type { NewEntry } from '../../../src/model/entry.js';
import { closeOpenReads } from '../../../src/workflows/apply/close-open-reads.js';
import type { RegionChangelog } from '../../../src/workflows/changelog/region-changelog.js';
import { recordOf, recordedStep } from '../../plan/plan-input-of.js';
import { makeTimeline } from '../../support/clocks.js';
import { makeOpenRegion } from '../../support/make-open-region.js';
import { onlyWith } from '../../support/only-with.js';
import { anId } from '../../support/an-id.js';

test.each([
  ['long ago', 11, ['wiki unknown']],
  ['just now', 1, []],
])('a secret whose reading was announced %s and never told of', async (_, minutes, expected) => {
  const clock = makeTimeline().clock();
  const at = `${new Date(Date.parse(clock.now()) - minutes * 60_000).toISOString().slice(0, 19)}Z`;
  const written: NewEntry[] = [];
  const changelog = onlyWith<RegionChangelog>('changelog', {
    append: async (entries) => {
      written.push(...entries);
      return { ids: entries.map(() => anId('id')), pushed: true, refused: [], behind: [] };
    },
  });
  const reads = [{ ...recordedStep([]), outcome: undefined, at }, recordedStep([])];
  await closeOpenReads(
    { open: makeOpenRegion({ changelog }), clock, actor: { id: 'op-7f3k', name: 'ada' }, tell: () => undefined },
    { ...recordOf({ history: [] }), reads, fresh: true },
  );
  expect(written.map((entry) => (entry.type === 'outcome' ? `${entry.app} ${entry.result}` : ''))).toEqual(expected);
  for (const entry of written) expect(entry).toMatchObject({ observed: null });
});
