import { describe, expect, test } from '@jest/globals';
import type { ServiceSpec } from '../../src/model/service-spec.js';
import { compareSpec } from '../../src/plan/compare-spec.js';
import { keepRunningOrder } from '../../src/plan/keep-running-order.js';

const wanted: ServiceSpec = {
  Name: 'wiki_app',
  Labels: { a: '1', 'com.docker.stack.image': 'wiki:1' },
  TaskTemplate: {
    ContainerSpec: {
      Image: 'wiki:1',
      Labels: {},
      Env: ['A=1', 'B=2', 'BARE'],
      Mounts: [
        { Type: 'volume', Source: 'wiki_data', Target: '/data', VolumeOptions: {} },
        { Type: 'bind', Source: '/etc/hosts', Target: '/h', ReadOnly: true },
      ],
      Secrets: [{ SecretName: 's_v1', File: { Name: 's', UID: '0', GID: '0', Mode: 292 } }],
      Configs: [{ ConfigName: 'c_v1', File: { Name: '/c', UID: '0', GID: '0', Mode: 292 } }],
      Privileges: {},
    },
    Resources: {},
    RestartPolicy: { Condition: 'any' },
    Placement: { Constraints: ['node.role==manager', 'node.labels.a==b'] },
    Networks: [
      { Target: 'proxy', Aliases: ['app', 'x'] },
      { Target: 'wiki_default', Aliases: ['app'] },
    ],
  },
  Mode: { Replicated: {} },
  UpdateConfig: { Parallelism: 1, Order: 'start-first' },
  EndpointSpec: {
    Ports: [
      { TargetPort: 80, PublishedPort: 8080 },
      { TargetPort: 81, Protocol: 'udp' },
    ],
  },
};

/** The same as an engine gives it back: defaults filled in, ids, another order. */
const stored: ServiceSpec = {
  ...wanted,
  TaskTemplate: {
    ...wanted.TaskTemplate,
    ContainerSpec: {
      ...wanted.TaskTemplate.ContainerSpec,
      Isolation: 'default',
      Env: ['BARE', 'B=2', 'A=1'],
      Mounts: [
        { Type: 'bind', Source: '/etc/hosts', Target: '/h', ReadOnly: true },
        { Type: 'volume', Source: 'wiki_data', Target: '/data' },
      ],
      Secrets: [{ SecretID: 'x', SecretName: 's_v1', File: { Name: 's', UID: '0', GID: '0', Mode: 292 } }],
      Privileges: { CredentialSpec: null, SELinuxContext: null },
    },
    RestartPolicy: { MaxAttempts: 0 },
    Placement: { Constraints: ['node.labels.a==b', 'node.role==manager'], Platforms: [{ OS: 'linux' }] },
    Networks: [
      { Target: 'wiki_default', Aliases: ['app'] },
      { Target: 'proxy', Aliases: ['x', 'app'] },
    ],
    ForceUpdate: 3,
    Runtime: 'container',
  },
  Mode: { Replicated: { Replicas: 1 } },
  UpdateConfig: { Parallelism: 1, FailureAction: 'pause', MaxFailureRatio: 0, Order: 'start-first' },
  EndpointSpec: {
    Mode: 'vip',
    Ports: [
      { Protocol: 'udp', TargetPort: 81, PublishMode: 'ingress' },
      { Protocol: 'tcp', TargetPort: 80, PublishedPort: 8080, PublishMode: 'ingress' },
    ],
  },
};

function withContainer(more: Partial<ServiceSpec['TaskTemplate']['ContainerSpec']>, spec = wanted): ServiceSpec {
  const container = { ...spec.TaskTemplate.ContainerSpec, ...more };
  return { ...spec, TaskTemplate: { ...spec.TaskTemplate, ContainerSpec: container } };
}

describe('compareSpec', () => {
  test('finds nothing where only order and an engine’s defaults differ', () => {
    expect(compareSpec(stored, wanted)).toEqual([]);
    expect(compareSpec(wanted, stored)).toEqual([]);
  });

  test.each([
    ['image', withContainer({ Image: 'wiki:2' }), { field: 'image', sign: '~', from: 'wiki:1', to: 'wiki:2' }],
    [
      'replicas',
      { ...wanted, Mode: { Replicated: { Replicas: 2 } } },
      { field: 'replicas', sign: '~', from: '1', to: '2' },
    ],
    [
      'a new label',
      { ...wanted, Labels: { ...wanted.Labels, b: 'x' } },
      { field: 'label', sign: '+', key: 'b', to: 'x' },
    ],
    ['a mount', withContainer({ Mounts: [] }), { field: 'mount', sign: '-', key: '/data' }],
    ['a config', withContainer({ Configs: [] }), { field: 'config', sign: '-', key: 'c_v1' }],
    ['a secret', withContainer({ Secrets: [] }), { field: 'secret', sign: '-', key: 's_v1' }],
    ['a port', { ...wanted, EndpointSpec: {} }, { field: 'port', sign: '-', key: '8080:80' }],
    ['the health check', withContainer({ Healthcheck: { Test: ['NONE'] } }), { field: 'healthcheck', sign: '+' }],
    ['the command', withContainer({ Args: ['x'] }), { field: 'command', sign: '~' }],
    ['anything else by its path', withContainer({ User: 'me' }), { field: 'User', sign: '+', to: 'me' }],
    ['a mode without replicas', { ...wanted, Mode: { Global: {} } }, { field: 'Mode', sign: '+', to: 'Global' }],
  ] as const)('names %s', (_what, changed, change) => {
    expect(compareSpec(stored, changed)).toContainEqual(change);
  });

  test('tells variables apart and never shows what only the node has', () => {
    const changes = compareSpec(withContainer({ Env: ['A=hidden', 'OLD=hidden', 'BARE='] }, stored), wanted);
    expect(changes).toEqual([
      { field: 'env', sign: '~', key: 'A', to: '1' },
      { field: 'env', sign: '+', key: 'B', to: '2' },
      { field: 'env', sign: '~', key: 'BARE' },
      { field: 'env', sign: '-', key: 'OLD' },
    ]);
    expect(JSON.stringify(changes)).not.toContain('hidden');
  });
});

describe('keepRunningOrder', () => {
  test('puts what survives in the running order, and new things behind', () => {
    const { TaskTemplate: task, EndpointSpec } = keepRunningOrder(wanted, stored);
    expect(task.ContainerSpec.Env).toEqual(stored.TaskTemplate.ContainerSpec.Env);
    expect(task.ContainerSpec.Env).not.toEqual(wanted.TaskTemplate.ContainerSpec.Env);
    expect(task.ContainerSpec.Mounts?.map(({ Target }) => Target)).toEqual(['/h', '/data']);
    expect(task.Networks).toEqual(stored.TaskTemplate.Networks);
    expect(task.Placement?.['Constraints']).toEqual(['node.labels.a==b', 'node.role==manager']);
    expect(EndpointSpec?.Ports?.map((port) => port['TargetPort'])).toEqual([81, 80]);
  });

  test("puts variables that change into docker's order, so that docker stack deploy restarts nothing later", () => {
    const more = withContainer({ Env: ['A=1', 'B=changed', 'BARE', 'NEW=1'] });
    const { Env } = keepRunningOrder(more, stored).TaskTemplate.ContainerSpec;
    expect(Env).toEqual(['A=1', 'B=changed', 'BARE', 'NEW=1']);
  });

  test('carries ForceUpdate over, and the platforms of an image that stays', () => {
    expect(keepRunningOrder(wanted, stored).TaskTemplate).toMatchObject({
      ForceUpdate: 3,
      Placement: { Platforms: [{}] },
    });
    const other = keepRunningOrder(withContainer({ Image: 'wiki:2' }), stored);
    expect(other.TaskTemplate.Placement).not.toHaveProperty('Platforms');
  });

  test('changes nothing but order where nothing runs alike', () => {
    const bare = { ...wanted, TaskTemplate: { ContainerSpec: { Image: 'x' } } };
    expect(keepRunningOrder(wanted, bare)).toEqual(wanted);
  });
});
