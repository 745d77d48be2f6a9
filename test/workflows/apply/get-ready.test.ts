import { expect, test } from '@jest/globals';
import type { LimitFunction } from 'p-limit';
import { getReady } from '../../../src/workflows/apply/get-ready.js';
import type { SharedNode } from '../../../src/workflows/apply/sharing/share-node.js';
import { restingOn, stepContextOf } from '../../apply/step-context-of.js';
import { makeStep } from '../../support/builders.js';
import { makeFakeDocker, type FakeDocker } from '../../support/fake-docker.js';

const image = 'example.org/dokuwiki:1';
const atOnce = ((work: () => unknown) => work()) as LimitFunction;

/** A step whose lock is held, on a node as it was planned, and what it gave back. */
async function locked(fake: FakeDocker) {
  const step = await restingOn(fake, makeStep({ services: [{ service: 'app', kind: 'create', fields: [] }] }));
  const released: string[] = [];
  const context = stepContextOf(fake, {
    ...step,
    rests: { ...step.rests, swarm: String((await fake.docker.swarm())['ID']) },
  });
  const lock = { id: 'l', fence: () => undefined, release: async () => void released.push(step.app) };
  return { context, released, ready: { context, lock, shared: {} as SharedNode } };
}

test('a step is ready once its images are on the node, and keeps its lock', async () => {
  const fake = makeFakeDocker();
  const { ready, context, released } = await locked(fake);
  expect(await getReady(ready, atOnce)).toBe(ready);
  expect(fake.calls.filter((call) => call.startsWith('pullImage'))).toEqual([
    expect.stringContaining(`pullImage ${image}`),
  ]);
  expect(context.told[0]).toBe('observing');
  expect(released).toEqual([]);
});

test.each<[string, string, (fake: FakeDocker) => void]>([
  ['an image cannot be had', 'IMAGE_PULL_FAILED', (fake) => void (fake.docker.pullImage = fails)],
  ['there is no room for images', 'DISK_FULL', (fake) => void (fake.docker.freeBytes = async () => 1024)],
  ['it is another swarm than planned', 'PLAN_STALE', (fake) => void (fake.docker.swarm = async () => ({ ID: 'x' }))],
])('a step gives its lock back where %s', async (_why, code, breakIt) => {
  const fake = makeFakeDocker();
  const { ready, released } = await locked(fake);
  const docker = { ...fake.docker };
  breakIt({ ...fake, docker });
  const context = { ...ready.context, docker };
  await expect(getReady({ ...ready, context }, atOnce)).rejects.toMatchObject({ code });
  expect(released).toEqual(['wiki']);
});

async function fails(): Promise<never> {
  throw new Error('manifest unknown');
}
