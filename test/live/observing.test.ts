import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { stopNode } from '../../src/lab/node-power.js';
import type { Observation, SeenNode } from '../../src/model/observation.js';
import { checkSwarms } from '../../src/observe/check-swarms.js';
import { observeRegion } from '../../src/observe/observe-region.js';
import { observeStack } from '../../src/observe/observe-stack.js';
import { expectSoon } from './support/expect-soon.js';
import { useLab } from './support/lab.js';
import { makeReach, type Reach } from './support/reach.js';

const fixture = useLab({ nodes: 3 });
let reach: Reach;
beforeAll(async () => {
  reach = await makeReach(fixture);
});
afterAll(() => reach.close());

function observe(...indexes: number[]): Promise<Observation[]> {
  const wanted = indexes.map((index) => reach.wanted(fixture.node(index)));
  return observeRegion({ nodes: reach.nodes, clock: fixture.tools.clock, tell: () => {}, timeoutMs: 20_000 }, wanted);
}

describe('a region of real servers', () => {
  test('is seen with names in place of ids, and without what is secret', async () => {
    await reach.with(reach.wanted(fixture.node(1)), async ({ docker }) => {
      const Labels = { 'com.docker.stack.namespace': 'web' };
      await docker.createNetwork({ Name: 'web_default', Driver: 'overlay', Labels });
      const config = await docker.createConfig({ Name: 'web_conf_v1', Labels, Data: 'eA==' });
      const File = { Name: '/conf', UID: '0', GID: '0', Mode: 292 };
      const Configs = [{ ConfigName: 'web_conf_v1', ConfigID: config, File }];
      const ContainerSpec = { Image: 'example.org/nix:1', Configs };
      const TaskTemplate = { ContainerSpec, Networks: [{ Target: 'web_default' }] };
      await docker.createService({ Name: 'web_app', Labels, TaskTemplate });
      await expectSoon(async () => (await docker.tasks({ service: 'web_app' })).length > 0);
      const [service] = await observeStack(docker, 'web');
      expect(service).toMatchObject({ name: 'web_app', stack: 'web', index: expect.any(Number) as unknown });
      expect(service?.spec.TaskTemplate.Networks).toEqual([{ Target: 'web_default' }]);
      expect(service?.spec.TaskTemplate.ContainerSpec.Configs).toEqual([{ ConfigName: 'web_conf_v1', File }]);
      expect(service?.spec.TaskTemplate).toEqual({ ...(service?.tasks[0]?.spec as object), Runtime: 'container' });
    });
    const [seen] = (await observe(1)) as [SeenNode];
    expect(seen).toMatchObject({
      reachable: true,
      swarm: { transport: 'forwarded', nodes: [{ hostname: fixture.node(1).name, role: 'manager', state: 'ready' }] },
      configs: [{ name: 'web_conf_v1', stack: 'web', data: 'eA==' }],
      services: [{ name: 'web_app' }],
    });
    expect(seen.networks.map((network) => network.name)).toContain('web_default');
  });

  test('says that a server has no swarm, and how to make one', async () => {
    await fixture.ssh(3, 'docker swarm leave --force');
    const [first, , third] = await observe(1, 2, 3);
    expect(first?.reachable).toBe(true);
    expect(third).toMatchObject({ code: 'SWARM_MISSING', tryThis: ['on the server: docker swarm init'] });
  });

  test('says that a server is a worker, and where its managers are', async () => {
    const token = (await fixture.ssh(2, 'docker swarm join-token -q worker')).stdout;
    await fixture.ssh(3, `docker swarm join --token ${token} ${fixture.node(2).address}:2377`);
    const [worker] = await observe(3);
    expect(worker).toMatchObject({
      code: 'SWARM_WORKER',
      details: [`managers of its swarm: ${fixture.node(2).address}:2377`],
    });
  });

  test('refuses two servers of one swarm', async () => {
    await fixture.ssh(2, `docker node promote ${fixture.node(3).name}`);
    await expectSoon(async () => (await observe(3))[0]?.reachable === true);
    const both = await observe(2, 3);
    expect(both.map((one) => one.reachable)).toEqual([true, true]);
    expect(() => checkSwarms(both)).toThrow('managers of one and the same swarm');
    expect(() => checkSwarms(both.slice(0, 1))).not.toThrow();
  });

  test('says that a swarm has lost its quorum, while a dead server costs its own time-out only', async () => {
    await stopNode(fixture.tools, fixture.node(3));
    // The manager that is left answers from memory until it notices, some 15 s later.
    await expectSoon(async () => (await observe(2))[0]?.reachable === false, 120);
    const started = performance.now();
    const [first, second, third] = await observe(1, 2, 3);
    expect(performance.now() - started).toBeLessThan(60_000);
    expect(first?.reachable).toBe(true);
    expect(second).toMatchObject({ code: 'SWARM_NO_QUORUM' });
    expect(third).toMatchObject({ code: 'NODE_UNREACHABLE' });
  });
});
