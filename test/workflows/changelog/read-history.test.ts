import { describe, expect, test } from '@jest/globals';
import type { RegionChangelog } from '../../../src/workflows/changelog/region-changelog.js';
import { readHistory, type HistoryWish } from '../../../src/workflows/changelog/read-history.js';
import { recordOf, recordedStep } from '../../plan/plan-input-of.js';
import { makeRegion } from '../../support/builders.js';
import { makeOpenRegion } from '../../support/make-open-region.js';
import { onlyWith } from '../../support/only-with.js';

const detail = 'd'.repeat(43);
const steps = ['2026-01-31', '2026-02-28', '2026-11-22'].map((day, at) => {
  const recorded = recordedStep([], { app: ['wiki', 'pads', 'wiki'][at] ?? '' });
  const time = `${day}T10:00:00Z`;
  const intent = { ...recorded.intent, actor: at === 1 ? 'op-gone' : 'op-7f3k', detail: at === 2 ? null : detail };
  return { ...recorded, at: time, intent, outcome: at === 2 ? undefined : { ...recorded.outcome!, time } };
});

/** Days and apps of what is told. */
async function told(wanted: HistoryWish, text: string | null = JSON.stringify({ why: 'it was slow' })) {
  const changelog = onlyWith<RegionChangelog>('changelog', {
    read: async () => ({ ...recordOf({ history: steps, size: 7 }), remote: 'x', spooled: 1, fresh: false }),
    readDetail: async () => text ?? undefined,
  });
  const region = makeRegion({ stewards: [{ name: 'ada', id: 'op-7f3k' }] });
  return readHistory(makeOpenRegion({ changelog, region }), wanted);
}

describe('what the record tells of', () => {
  test('everything, oldest first: who by the name in the manifest, why, and what is open still', async () => {
    const history = await told({});
    expect(history).toMatchObject({ entries: 7, remote: 'x', spooled: 1, fresh: false });
    expect(history.steps.map(({ app, by, why, result }) => [app, by, why, result])).toEqual([
      ['wiki', 'ada', 'it was slow', 'done'],
      ['pads', 'op-gone', 'it was slow', 'done'],
      ['wiki', 'ada', undefined, 'open'],
    ]);
  });

  test.each<[HistoryWish, string[]]>([
    [{ app: 'wiki' }, ['2026-01-31', '2026-11-22']],
    [{ steward: 'ada' }, ['2026-01-31', '2026-11-22']],
    [{ steward: 'op-gone' }, ['2026-02-28']],
    [{ since: '2026-02' }, ['2026-02-28', '2026-11-22']],
    [{ until: '2026-02-28' }, ['2026-01-31', '2026-02-28']],
    [{ since: '2026', until: '2026-01' }, ['2026-01-31']],
    [{ last: 1 }, ['2026-11-22']],
  ])('%j', async (wanted, days) => {
    expect((await told(wanted)).steps.map(({ at }) => at.slice(0, 10))).toEqual(days);
  });

  test.each(['yesterday', '2026-13', '2026-02-30', '2026-11-22T24', '0000', '2026-11-22T10:61', ''])(
    'no day or moment: %j',
    async (moment) => {
      await expect(told({ since: moment })).rejects.toMatchObject({ code: 'USAGE' });
      await expect(told({ until: moment })).rejects.toMatchObject({ code: 'USAGE' });
    },
  );

  test.each(['2026', '2024-02-29', '2026-11-22T13', '2026-11-22T13:57', '2026-11-22T13:57:02Z'])(
    'a day or moment: %j',
    async (moment) => {
      await expect(told({ since: moment })).resolves.toBeDefined();
    },
  );

  test.each([null, 'no JSON', '{"why":7}'])('a why that cannot be read is left out: %j', async (text) => {
    expect((await told({}, text)).steps.flatMap(({ why }) => why ?? [])).toEqual([]);
  });
});
