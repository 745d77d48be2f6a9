import { expect, test } from '@jest/globals';
import { createLock, lockLabels } from '../../../src/apply/lock-config.js';
import type { NewEntry } from '../../../src/model/entry.js';
import { closeDangling } from '../../../src/workflows/apply/close-dangling.js';
import type { RegionChangelog } from '../../../src/workflows/changelog/region-changelog.js';
import { recordOf, recordedStep } from '../../plan/plan-input-of.js';
import { makeApp, makeRegion } from '../../support/builders.js';
import { makeTimeline } from '../../support/clocks.js';
import { makeFakeDocker } from '../../support/fake-docker.js';
import { makeFakeNodes } from '../../support/fake-nodes.js';
import { makeOpenRegion } from '../../support/make-open-region.js';
import { makeTools } from '../../support/make-tools.js';
import { onlyWith } from '../../support/only-with.js';
import { anId } from '../../support/an-id.js';

const apps = ['wiki', 'pad', 'site', 'home', 'forum', 'mail'];

test('what a killed run left open at many apps is closed within one lease, each app once', async () => {
  const { docker } = makeFakeDocker();
  for (const app of apps) await leaveLock(app);
  const clock = makeTimeline().clock();
  const written: NewEntry[] = [];
  const open = apps.map((app, index) => ({ ...recordedStep([]), outcome: undefined, app, index }));
  const record = { ...recordOf({ history: [] }), dangling: open, fresh: true };
  let reads = 0;
  const changelog = onlyWith<RegionChangelog>('changelog', {
    async read() {
      reads++;
      await clock.sleep(200);
      return record;
    },
    append: async (entries) => {
      written.push(...entries);
      return { ids: entries.map(() => anId('id')), pushed: true, refused: [], behind: [] };
    },
  });
  await closeDangling({
    tools: makeTools({ clock, nodes: makeFakeNodes({ brunswick: docker }) }),
    open: makeOpenRegion({ changelog, region: makeRegion({ apps: apps.map((name) => makeApp({ name })) }) }),
    actor: { id: 'op-7f3k', name: 'ada' },
    options: { tell: () => undefined, signal: new AbortController().signal } as never,
  });
  expect(written.map((entry) => (entry.type === 'outcome' ? `${entry.app} ${entry.result}` : '')).sort()).toEqual(
    apps.map((app) => `${app} unknown`).sort(),
  );
  expect(clock.monotonic()).toBeLessThan(40_000);
  expect(reads).toBeLessThan(1 + apps.length);
  expect(await docker.configs()).toEqual([]);

  async function leaveLock(app: string): Promise<void> {
    const what = `${app}_example_org`;
    const request = { what, node: 'brunswick', holder: 'bo', reason: 'deploy', leaseSeconds: 30 };
    await createLock(docker, what, lockLabels(request, `lock-of-${app}`, '0'));
  }
});
