import { describe, expect, test } from '@jest/globals';
import { readLastChecks } from '../../src/apply/last-checks.js';
import type { Verdict } from '../../src/apply/judge-service.js';
import type { ContainerHealth } from '../../src/model/container-health.js';
import type { ObservedTask } from '../../src/model/observation.js';
import type { ServiceSpec } from '../../src/model/service-spec.js';
import { makeService, makeServiceSpec, makeStep, makeTask } from '../support/builders.js';
import { makeFakeDocker } from '../support/fake-docker.js';
import { stepContextOf } from './step-context-of.js';

const plain = makeServiceSpec();
const checked: ServiceSpec = {
  ...plain,
  TaskTemplate: {
    ...plain.TaskTemplate,
    ContainerSpec: { ...plain.TaskTemplate.ContainerSpec, Healthcheck: { Test: ['CMD', 'true'] } },
  },
};
const starting = makeTask({ state: 'starting', containerId: 'c0ffee', nodeId: 'node2', spec: checked.TaskTemplate });

function ill(output: string): ContainerHealth {
  return { status: 'unhealthy', failingStreak: 3, decidesWithinMs: 1000, last: { exitCode: -1, output } };
}

describe('what a health check said last', () => {
  test("is told with its exit code, Docker's own words too", async () => {
    const { texts } = await read({ health: ill('Health check exceeded timeout (5s)') });
    expect(texts).toEqual(['app: its health check said last (exit -1): Health check exceeded timeout (5s)']);
  });

  test('is told in a few lines', async () => {
    const { texts } = await read({ health: ill('a\n\nb\nc\nd\ne\nf\n') });
    expect(texts).toEqual(['app: its health check said last (exit -1): a', '  b', '  c', '  d', '  e']);
  });

  test('is nothing where it printed nothing, or has not ended yet, which is said', async () => {
    expect((await read({ health: ill('') })).texts).toEqual(['app: its health check printed nothing (exit -1)']);
    const { last: _none, ...begun } = ill('');
    expect((await read({ health: begun })).texts).toEqual(['app: its health check has not ended once yet']);
  });

  test('is told of the task that began last', async () => {
    const asked: string[] = [];
    await read({
      health: ill('x'),
      asked,
      failedTasks: [{ ...starting, containerId: 'older', createdAt: '2020-01-01T00:00:00Z' }],
    });
    expect(asked).toEqual(['c0ffee']);
  });

  test.each([
    ['runs already', { state: 'running' }],
    ['was made from another spec', { spec: plain.TaskTemplate }],
  ])('is not asked for of a task that %s, though it began last', async (_why, over) => {
    const asked: string[] = [];
    const newer = { ...starting, id: 'newer', containerId: 'newer', createdAt: '2099-01-01T00:00:00Z', ...over };
    await read({ health: ill('x'), asked, tasks: [starting, newer] });
    expect(asked).toEqual(['c0ffee']);
  });

  test('is not asked for where the service settled', async () => {
    expect(await read({ health: ill('x'), state: 'settled' })).toEqual({ texts: [], notices: [] });
  });

  test('on another server of the swarm is not reached: that is said, and where to look', async () => {
    expect(await read({ servers: ['server1', 'server2'] })).toEqual({
      texts: [],
      notices: [
        'app: what its health check said last is only known on server2, which tend does not reach by brunswick; there: docker inspect c0ffee',
      ],
    });
  });
});

interface Reading {
  readonly health?: ContainerHealth;
  readonly state?: Verdict['state'];
  readonly failedTasks?: Verdict['failedTasks'];
  readonly asked?: string[];
  readonly servers?: readonly string[];
  readonly tasks?: readonly ObservedTask[];
}

function read({
  health,
  state = 'settling',
  failedTasks = [],
  asked = [],
  servers = ['server1'],
  tasks = [starting],
}: Reading) {
  const service = makeService({ spec: checked, tasks });
  const verdict = { state, says: '', running: [], vouched: true, failedTasks };
  const settled = { verdicts: new Map([[service.name, verdict]]), timedOut: true, interrupted: false };
  const context = stepContextOf(makeFakeDocker({ servers }), makeStep(), {
    async health(container) {
      asked.push(container);
      return health;
    },
  });
  return readLastChecks(context, [service], settled);
}
