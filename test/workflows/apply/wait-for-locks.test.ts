import { expect, test } from '@jest/globals';
import { takeLock } from '../../../src/apply/take-lock.js';
import type { TendEvent } from '../../../src/model/event.js';
import { realRandom } from '../../../src/tools/random.js';
import { waitForLocks } from '../../../src/workflows/apply/wait-for-locks.js';
import { makeApp, makeRegion } from '../../support/builders.js';
import { makeTimeline } from '../../support/clocks.js';
import { makeFakeDocker } from '../../support/fake-docker.js';
import { makeFakeNodes } from '../../support/fake-nodes.js';
import { makeOpenRegion } from '../../support/make-open-region.js';
import { makeTools } from '../../support/make-tools.js';

/** Waits for so many seconds while Bo holds the locks of these stacks, and gives them back after so many. */
async function wait({ ms, releaseAfter = Infinity }: { ms?: number; releaseAfter?: number }) {
  const time = makeTimeline();
  const clock = time.clock();
  const { docker } = makeFakeDocker();
  const request = { node: 'brunswick', holder: 'bo', reason: 'upgrade', leaseSeconds: 30 };
  for (const what of ['wiki_example_org', 'pads_example_org']) {
    const lock = await takeLock(docker, { clock, random: realRandom }, { ...request, what });
    if (releaseAfter < Infinity) void time.pass(releaseAfter).then(() => lock.release());
  }
  const events: TendEvent[] = [];
  const began = clock.monotonic();
  await waitForLocks(makeOpenRegion({ region: makeRegion({ apps: [makeApp(), makeApp({ name: 'mail' })] }) }), {
    tools: makeTools({ clock, nodes: makeFakeNodes({ brunswick: docker }) }),
    options: { tell: (event) => void events.push(event), signal: new AbortController().signal },
    wait: ms === undefined ? undefined : { ms, until: began + ms },
  });
  return { events, seconds: (clock.monotonic() - began) / 1000 };
}

const waiting = [{ type: 'step-waiting', app: 'wiki', node: 'brunswick', for: 'lock' }];

test('nobody waits unless a person said so', async () => {
  expect(await wait({})).toEqual({ events: [], seconds: 0 });
});

test('a run waits until the lock of its app is given back, and not for those of other apps', async () => {
  const { events, seconds } = await wait({ ms: 300_000, releaseAfter: 40 });
  expect(events).toEqual(waiting);
  expect(seconds).toBeGreaterThanOrEqual(40);
  expect(seconds).toBeLessThan(80);
});

test('once the time is up it goes on, and is refused where it needs the lock', async () => {
  const { events, seconds } = await wait({ ms: 60_000 });
  expect(events).toEqual(waiting);
  expect(seconds).toBeGreaterThanOrEqual(60);
  expect(seconds).toBeLessThan(120);
});
