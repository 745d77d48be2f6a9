import { describe, expect, test } from '@jest/globals';
import { DockerError } from '../../src/model/docker-error.js';
import { KnownError } from '../../src/model/known-error.js';
import type { Observation } from '../../src/model/observation.js';
import { checkSwarms } from '../../src/observe/check-swarms.js';
import { observeNode } from '../../src/observe/observe-node.js';
import { observeRegion } from '../../src/observe/observe-region.js';
import { realClock } from '../../src/tools/clock.js';
import { makeFakeDocker } from '../support/fake-docker.js';
import { makeFakeNodes } from '../support/fake-nodes.js';

const at = { file: 'region.yml' };
const stack = { 'com.docker.stack.namespace': 'web' };

function template(image: string) {
  return { ContainerSpec: { Image: `example.org/${image}` } };
}

function containerOf(template: unknown): unknown {
  return (template as { ContainerSpec?: unknown } | undefined)?.ContainerSpec;
}

describe('observeNode', () => {
  test('makes small records: names for ids, tasks at their service, update state', async () => {
    const { docker, settle } = makeFakeDocker();
    await docker.createNetwork({ Name: 'proxy', Driver: 'overlay', Labels: {} });
    const ContainerSpec = { Image: 'example.org/app:1' };
    const TaskTemplate = { ContainerSpec, Networks: [{ Target: 'proxy' }] };
    const id = await docker.createService({ Name: 'web_app', Labels: stack, TaskTemplate });
    settle();
    const seen = await observeNode(docker, 'brunswick', realClock);
    expect(seen.swarm).toMatchObject({ id: 'swarm1', engineVersion: '20.10.24', transport: 'local' });
    expect(seen.services).toMatchObject([
      { id, name: 'web_app', stack: 'web', spec: { TaskTemplate: { Networks: [{ Target: 'proxy' }] } } },
    ]);
    expect(seen.services[0]?.tasks).toMatchObject([{ state: 'running', desiredState: 'running', slot: 1 }]);
    expect(seen.services[0]?.tasks[0]?.spec).toMatchObject({ Networks: [{ Target: 'proxy' }] });
  });

  test('keeps what tasks and their service have in common once in memory', async () => {
    const { docker } = makeFakeDocker();
    const id = await docker.createService({ Name: 'web_app', Labels: stack, TaskTemplate: template('app:1') });
    const [first] = (await observeNode(docker, 'brunswick', realClock)).services;
    expect(containerOf(first?.tasks[0]?.spec)).toBe(first?.spec.TaskTemplate.ContainerSpec);
    const next = { Name: 'web_app', Labels: stack, TaskTemplate: template('app:2') };
    await docker.updateService(id, first?.index ?? 0, next);
    const [updated] = (await observeNode(docker, 'brunswick', realClock)).services;
    expect(updated?.tasks.map(({ spec }) => containerOf(spec))).toContainEqual({ Image: 'example.org/app:1' });
  });

  test.each([
    [{ LocalNodeState: 'inactive' }, 'SWARM_MISSING'],
    [
      { LocalNodeState: 'active', ControlAvailable: false, RemoteManagers: [{ Addr: '198.18.0.9:2377' }] },
      'SWARM_WORKER',
    ],
    [{ LocalNodeState: 'active', ControlAvailable: true, Cluster: { ID: '' } }, 'SWARM_NO_QUORUM'],
    [{ LocalNodeState: 'locked' }, 'SWARM_NO_QUORUM'],
    [{ LocalNodeState: 'pending' }, 'SWARM_NO_QUORUM'],
  ])('has a sentence of its own for %j', async (swarm, code) => {
    const { docker, failing } = makeFakeDocker();
    failing('services', new DockerError(503, 'This node is not a swarm manager.'));
    const odd = { ...docker, info: async () => ({ Swarm: swarm }) };
    await expect(observeNode(odd, 'brunswick', realClock)).rejects.toMatchObject({ code });
  });

  test('does not hide another refusal behind the swarm', async () => {
    const { docker, failing } = makeFakeDocker();
    failing('volumes', new DockerError(500, 'disk on fire'));
    const error = await observeNode(docker, 'brunswick', realClock).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'NODE_NOT_UNDERSTOOD', details: ['disk on fire'] });
  });
});

describe('observeRegion', () => {
  test('gives an unreachable node as a value, beside the others and in order', async () => {
    const away = new KnownError('HOST_KEY_CHANGED', 'coburg: its host key is another', { tryThis: ['look'] });
    const nodes = makeFakeNodes({ brunswick: makeFakeDocker().docker, coburg: away });
    const told: string[] = [];
    const looking = { nodes, clock: realClock, tell: (event: { type: string }) => void told.push(event.type) };
    const wanted = ['coburg', 'brunswick', 'fawkner'].map((name) => ({ name, host: name, at }));
    const seen = await observeRegion(looking, wanted);
    expect(seen).toMatchObject([
      { node: 'coburg', reachable: false, code: 'HOST_KEY_CHANGED', tryThis: ['look'] },
      { node: 'brunswick', reachable: true },
      { node: 'fawkner', reachable: false, code: 'NODE_UNREACHABLE' },
    ]);
    expect(told.sort()).toEqual(['node-read', 'node-unreachable', 'node-unreachable', 'reading']);
  });

  test('lets a bug be a bug', async () => {
    const { docker, failing } = makeFakeDocker();
    failing('info', new TypeError('oops'));
    const looking = { nodes: makeFakeNodes({ a: docker }), clock: realClock, tell: () => {} };
    await expect(observeRegion(looking, [{ name: 'a', host: 'a', at }])).rejects.toThrow('oops');
  });
});

describe('checkSwarms', () => {
  test('refuses two names for one swarm', async () => {
    const seen: Observation[] = await Promise.all(
      ['swarm1', 'swarm2', 'swarm1'].map((swarmId, index) =>
        observeNode(makeFakeDocker({ swarmId }).docker, `node${index}`, realClock),
      ),
    );
    expect(() => checkSwarms(seen)).toThrow('node0 and node2 are managers of one and the same swarm');
    expect(() => checkSwarms(seen.slice(0, 2))).not.toThrow();
  });

  test.each([
    [128, {}, 128],
    [129, {}, 0],
    [129, { stayConnected: true }, 129],
  ])('of %i nodes, asked with %j, %i stay connected', async (count, asked, connected) => {
    const names = Array.from({ length: count }, (_, number) => `node-${number}`);
    const nodes = makeFakeNodes(Object.fromEntries(names.map((name) => [name, makeFakeDocker().docker])));
    const looking = { nodes, clock: realClock, tell: () => {}, ...asked };
    const seen = await observeRegion(
      looking,
      names.map((name) => ({ name, host: name, at })),
    );
    expect(seen.filter(({ reachable }) => reachable)).toHaveLength(count);
    expect(nodes.open()).toBe(connected);
  });
});
