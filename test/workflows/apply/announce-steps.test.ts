import { expect, test } from '@jest/globals';
import { KnownError } from '../../../src/model/known-error.js';
import type { NewEntry } from '../../../src/model/entry.js';
import { announceSteps } from '../../../src/workflows/apply/announce-steps.js';
import type { ReadyStep } from '../../../src/workflows/apply/get-ready.js';
import type { RegionChangelog } from '../../../src/workflows/changelog/region-changelog.js';
import { recordOf } from '../../plan/plan-input-of.js';
import { anId } from '../../support/an-id.js';
import { makeRegion, makeStep } from '../../support/builders.js';
import { makeApplyRun } from '../../support/make-apply-run.js';
import { makeOpenRegion } from '../../support/make-open-region.js';
import { onlyWith } from '../../support/only-with.js';

/** Announces one step an app; `lost`: the record takes the announcement and gives so many ids too few. */
async function announce(apps: readonly string[], { stopped = false, refused = false, lost = 0 } = {}) {
  const told: string[] = [];
  const published: NewEntry[] = [];
  const ready = apps.map((app) => {
    const context = { step: makeStep({ app }), tell: (phase: string) => void told.push(`${app} ${phase}`) };
    return { context, lock: { release: async () => void told.push(`${app} released`) } } as unknown as ReadyStep;
  });
  const changelog = onlyWith<RegionChangelog>('changelog', {
    keepPlan: async () => 'p'.repeat(43),
    putDetail: async () => 'd'.repeat(43),
    read: async () => ({ ...recordOf(), remote: '', spooled: 0, fresh: true }),
    async append(entries) {
      if (refused) throw new KnownError('CHANGELOG_REFUSED', 'refused', { tryThis: ['again'] });
      published.push(...entries);
      const ids = entries.map((_, at) => anId(String(at)));
      return { ids: ids.slice(lost), pushed: true, refused: [], behind: [] };
    },
  });
  const signal = stopped ? AbortSignal.abort() : new AbortController().signal;
  const run = makeApplyRun({ open: makeOpenRegion({ changelog, region: makeRegion() }), signal });
  const ended = await announceSteps(run, { ready, notBegun: [] }, { plan: {}, why: 'because' }).then(
    (steps) => ({ steps }),
    (error: unknown) => ({ error }),
  );
  return { ...ended, told, published };
}

test('each step is given with its own place in what was published', async () => {
  const { told, published, ...ended } = await announce(['wiki', 'pads']);
  expect(ended).toMatchObject({
    steps: [
      { context: { step: { app: 'wiki' } }, at: { step: 0 } },
      { context: { step: { app: 'pads' } }, at: { step: 1 } },
    ],
  });
  expect(published.map(({ type }) => type)).toEqual(['intent']);
  expect(told).toEqual(['wiki announcing', 'pads announcing']);
});

test('nothing is published for no step', async () => {
  expect(await announce([])).toMatchObject({ steps: [], published: [] });
});

test('after Ctrl-C nothing is published, and each lock is given back', async () => {
  const { error, published, told } = (await announce(['wiki', 'pads'], { stopped: true })) as never;
  expect(error).toMatchObject({ code: 'INTERRUPTED' });
  expect(published).toEqual([]);
  expect(told).toEqual(expect.arrayContaining(['wiki released', 'pads released']));
});

test.each([
  ['the record refuses it', { refused: true }, { code: 'CHANGELOG_REFUSED' }],
  ['nobody can tell what was published', { lost: 1 }, { message: '1 and 0 do not pair up' }],
])('where %s no step is taken, and each lock is given back', async (_where, how, expected) => {
  const { error, told } = (await announce(['wiki', 'pads'], how)) as never;
  expect(error).toMatchObject(expected);
  expect(told).toEqual(expect.arrayContaining(['wiki released', 'pads released']));
});
