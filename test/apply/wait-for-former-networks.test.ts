import { expect, test } from '@jest/globals';
import { waitForFormerNetworks } from '../../src/apply/wait-for-former-networks.js';
import type { Step } from '../../src/model/step.js';
import { makeStackSpecs, makeStep } from '../support/builders.js';
import { makeFakeDocker } from '../support/fake-docker.js';
import { stepContextOf } from './step-context-of.js';

const network = 'wiki_example_org_default';
const specs = makeStackSpecs({ networks: [{ Name: network, Driver: 'overlay', Labels: {} }] });

/** Waits on a node that lists containers and networks of the stack for so long, in ms; how long that took, and what was asked. */
async function wait(step: Partial<Step>, { containers = 0, networks = 0, stopAt = Infinity } = {}) {
  const asked = new Set<string>();
  const fake = makeFakeDocker();
  const context = stepContextOf(fake, makeStep({ specs, ...step }), {
    docker: {
      ...fake.docker,
      containers: async () => (asked.add('containers'), now() < containers ? [{}] : []),
      networks: async () => (asked.add('networks'), now() < networks ? [{}] : []),
    },
  });
  function now(): number {
    if (context.clock.monotonic() >= stopAt) context.stop();
    return context.clock.monotonic();
  }
  await waitForFormerNetworks(context);
  return { ms: now(), asked: [...asked] };
}

test.each<[string, Partial<Step>]>([
  ['makes all of its networks itself: none was found', { networks: [network] }],
  ['changes an app that is there', { kind: 'change' }],
  ['takes an app away', { kind: 'undeploy' }],
])('nobody waits for a step that %s', async (_why, step) => {
  expect(await wait(step, { containers: 9_000, networks: 9_000 })).toEqual({ ms: 0, asked: [] });
});

test('a deployment that found its networks waits until containers and then networks are gone', async () => {
  const { ms, asked } = await wait({}, { containers: 4_000, networks: 6_000 });
  expect(asked).toEqual(['containers', 'networks']);
  expect(ms).toBeGreaterThanOrEqual(6_000);
  expect(ms).toBeLessThan(6_600);
});

test('networks that stay for 5 s without any container are there to stay', async () => {
  const { ms } = await wait({}, { containers: 1_000, networks: Infinity });
  expect(ms).toBeGreaterThanOrEqual(6_000);
  expect(ms).toBeLessThan(7_000);
});

test('containers are waited for 30 s, and nothing once somebody says stop', async () => {
  expect((await wait({}, { containers: Infinity, networks: 0 })).ms).toBeGreaterThanOrEqual(30_000);
  expect((await wait({}, { containers: Infinity, networks: Infinity, stopAt: 2_000 })).ms).toBeLessThan(3_000);
  expect((await wait({}, { networks: Infinity, stopAt: 2_000 })).ms).toBeLessThan(3_000);
});
