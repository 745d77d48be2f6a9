import { describe, expect, test } from '@jest/globals';
import { isBack, judgeService } from '../../src/apply/judge-service.js';
import type { TouchedService } from '../../src/apply/step-context.js';
import type { ObservedService, ObservedTask } from '../../src/model/observation.js';
import type { ServiceSpec } from '../../src/model/service-spec.js';
import { makeService, makeServiceSpec, makeTask } from '../support/builders.js';

const spec = makeServiceSpec();
const older = makeServiceSpec({ image: 'example.org/dokuwiki:0' });
const touched: TouchedService = {
  id: 'id',
  name: spec.Name,
  kind: 'updated',
  tasksBefore: new Set(['old', 'failed-long-ago']),
};

const now = { id: 'new', spec: spec.TaskTemplate };
const running = makeTask(now);
const old = makeTask({ id: 'old', spec: older.TaskTemplate });
const failedLongAgo = makeTask({
  id: 'failed-long-ago',
  state: 'failed',
  desiredState: 'shutdown',
  spec: older.TaskTemplate,
});
const failed = (id: string) =>
  makeTask({ ...now, id, state: 'failed', desiredState: 'shutdown', error: 'task: non-zero exit (3)', exitCode: 3 });

const health = { status: 'unhealthy', failingStreak: 3, decidesWithinMs: 3000 };
const unhealthy = (id: string) =>
  makeTask({ ...now, id, state: 'complete', desiredState: 'shutdown', exitCode: 0, health });

interface Case {
  readonly title: string;
  readonly service: Partial<ObservedService>;
  readonly state: string;
  readonly says?: string;
  readonly vouched?: boolean;
}

const withMode = (Mode: ServiceSpec['Mode'], rest: Partial<ServiceSpec> = {}): ServiceSpec =>
  makeServiceSpec({ ...(Mode ? { Mode } : {}), ...rest });
const template = (over: object, container: object = {}): ServiceSpec => ({
  ...spec,
  TaskTemplate: { ...spec.TaskTemplate, ...over, ContainerSpec: { ...spec.TaskTemplate.ContainerSpec, ...container } },
});
const tasksOf = (of: ServiceSpec, ...states: string[]): ObservedTask[] =>
  states.map((state, index) =>
    makeTask({
      id: `t${index}`,
      slot: index + 1,
      state,
      desiredState: ['complete', 'failed'].includes(state) ? 'shutdown' : 'running',
      spec: of.TaskTemplate,
    }),
  );

const two = withMode({ Replicated: { Replicas: 2 } });
const none = withMode({ Replicated: { Replicas: 0 } });
const global = withMode({ Global: {} });
const three = withMode({ Replicated: { Replicas: 3 } });
const onFailure = template({ RestartPolicy: { Condition: 'on-failure' } });
const once = template({ RestartPolicy: { Condition: 'none' } });
const checked = template({}, { Healthcheck: { Test: ['CMD', 'true'] } });
const unchecked = template({}, { Healthcheck: { Test: ['NONE'] } });

const cases: readonly Case[] = [
  { title: 'a new task that runs', service: { tasks: [running] }, state: 'settled', vouched: false },
  {
    title: 'a new task that runs after an update that the swarm ended',
    service: { tasks: [running], updateState: 'completed' },
    state: 'settled',
    vouched: true,
  },
  {
    title: 'a new task that runs and has a health check',
    service: { spec: checked, tasks: tasksOf(checked, 'running') },
    state: 'settled',
    vouched: true,
  },
  {
    title: 'a health check that is switched off',
    service: { spec: unchecked, tasks: tasksOf(unchecked, 'running') },
    state: 'settled',
    vouched: false,
  },
  { title: 'only the old task running', service: { tasks: [old] }, state: 'settling', says: '0 of 1 task new' },
  {
    title: 'only the old task running while the update goes on',
    service: { tasks: [old], updateState: 'updating' },
    state: 'settling',
  },
  {
    title: 'the new task running while the update goes on',
    service: { tasks: [running], updateState: 'updating' },
    state: 'settling',
    says: '1 of 1 task new',
  },
  {
    title: 'a good task beside one that failed long ago',
    service: { tasks: [failedLongAgo, running] },
    state: 'settled',
  },
  { title: 'no task yet', service: { tasks: [] }, state: 'settling', says: '0 of 1 task new' },
  {
    title: 'one of two',
    service: { spec: two, tasks: tasksOf(two, 'running', 'preparing') },
    state: 'settling',
    says: '1 of 2 tasks new, fetching its image',
  },
  { title: 'two of two', service: { spec: two, tasks: tasksOf(two, 'running', 'running') }, state: 'settled' },
  {
    title: 'a task that waits for its health check',
    service: { tasks: tasksOf(spec, 'starting') },
    state: 'settling',
    says: '0 of 1 task new, waiting for its health check',
  },
  {
    title: 'a task that no node may take',
    service: { tasks: tasksOf(spec, 'pending') },
    state: 'settling',
    says: '0 of 1 task new, waiting for a node that may take it',
  },
  {
    title: 'a running task that is to be shut down',
    service: { tasks: [makeTask({ ...now, desiredState: 'shutdown' })] },
    state: 'settling',
  },
  {
    title: 'one failure and the next one coming',
    service: { tasks: [failed('a'), ...tasksOf(spec, 'ready')] },
    state: 'settling',
  },
  {
    title: 'two failures and the next one running',
    service: { tasks: [failed('a'), failed('b'), running] },
    state: 'settled',
  },
  {
    title: 'three failures',
    service: { tasks: [failed('a'), failed('b'), failed('c'), ...tasksOf(spec, 'ready')] },
    state: 'failed',
    says: 'exit 3, 3 times',
  },
  {
    title: 'a failure after which nothing comes',
    service: { tasks: [failed('a')] },
    state: 'failed',
    says: 'exit 3, once',
  },
  {
    title: 'a task that the node rejected',
    service: { tasks: [makeTask({ ...now, state: 'rejected', desiredState: 'shutdown' })] },
    state: 'failed',
    says: 'rejected, once',
  },
  {
    title: 'a task whose node went',
    service: { tasks: [makeTask({ ...now, state: 'orphaned', desiredState: 'shutdown' })] },
    state: 'failed',
  },
  {
    title: 'an update that paused',
    service: { tasks: [old, failed('a')], updateState: 'paused' },
    state: 'paused',
    says: 'the swarm stopped the update half-way',
  },
  {
    title: 'a rollback that goes on',
    service: { spec: older, tasks: [old], updateState: 'rollback_started' },
    state: 'settling',
    says: 'the swarm rolls back',
  },
  {
    title: 'a rollback that ended',
    service: { spec: older, tasks: [old, failed('a')], updateState: 'rollback_completed' },
    state: 'rolled-back',
    says: 'exit 3, once',
  },
  {
    title: 'a rollback that ended without a failed task in the list',
    service: { spec: older, tasks: [old], updateState: 'rollback_completed' },
    state: 'rolled-back',
    says: 'its tasks did not stay up',
  },
  {
    title: 'a rollback that paused',
    service: { spec: older, tasks: [], updateState: 'rollback_paused' },
    state: 'failed',
    says: 'the swarm could not roll back either',
  },
  { title: 'no replicas wanted', service: { spec: none, tasks: [] }, state: 'settled' },
  {
    title: 'no replicas wanted while the update goes on',
    service: { spec: none, tasks: [], updateState: 'updating' },
    state: 'settling',
  },
  {
    title: 'a task that runs once and is complete',
    service: { spec: once, tasks: tasksOf(once, 'complete') },
    state: 'settled',
  },
  {
    title: 'a task that ended although it should run on',
    service: { tasks: tasksOf(spec, 'complete', 'running') },
    state: 'settled',
  },
  {
    title: 'a task that ended with 0 although it should run on, where none comes after it',
    service: { tasks: tasksOf(spec, 'complete') },
    state: 'failed',
    says: 'ended by itself (exit 0), once',
  },
  {
    title: 'tasks that were killed as unhealthy and exited with 0, the third time',
    service: { tasks: [unhealthy('a'), unhealthy('b'), unhealthy('c'), makeTask({ ...now, state: 'starting' })] },
    state: 'failed',
    says: 'killed as unhealthy, 3 times',
  },
  {
    title: 'tasks that were killed as unhealthy twice',
    service: { tasks: [unhealthy('a'), unhealthy('b'), makeTask({ ...now, state: 'starting' })] },
    state: 'settling',
  },
  {
    title: 'a task that failed once in each of three places',
    service: {
      spec: three,
      tasks: [1, 2, 3].flatMap((slot) => [
        makeTask({ id: `failed${slot}`, slot, state: 'failed', desiredState: 'shutdown', spec: three.TaskTemplate }),
        makeTask({ id: `next${slot}`, slot, state: 'starting', spec: three.TaskTemplate }),
      ]),
    },
    state: 'settling',
  },
  {
    title: 'a task that was killed as unhealthy where Docker starts none after an exit with 0',
    service: { spec: onFailure, tasks: [{ ...unhealthy('a'), spec: onFailure.TaskTemplate }] },
    state: 'failed',
    says: 'killed as unhealthy, once',
  },
  {
    title: 'a global service with every task running',
    service: { spec: global, tasks: tasksOf(global, 'running', 'running') },
    state: 'settled',
  },
  {
    title: 'a global service with one task still starting',
    service: { spec: global, tasks: tasksOf(global, 'running', 'starting') },
    state: 'settling',
  },
  { title: 'a global service without any task yet', service: { spec: global, tasks: [] }, state: 'settling' },
];

describe('judgeService', () => {
  test.each(cases)('judges $title: $state', ({ service, state, says, vouched }) => {
    expect(judgeService(touched, makeService({ spec, ...service }))).toMatchObject({
      state,
      ...(says === undefined ? {} : { says }),
      ...(vouched === undefined ? {} : { vouched }),
    });
  });

  test('says failed where the service is gone', () => {
    expect(judgeService(touched, undefined)).toMatchObject({ state: 'failed', says: 'it is gone from the swarm' });
  });

  test('gives the failed tasks of this deploy, never older ones', () => {
    const { failedTasks } = judgeService(touched, makeService({ spec, tasks: [failedLongAgo, failed('a')] }));
    expect(failedTasks.map(({ id }) => id)).toEqual(['a']);
  });
});

describe('a task that its node refused before there was a container', () => {
  const refused = ['a', 'b', 'c'].map((id) => makeTask({ ...now, id, state: 'rejected', desiredState: 'shutdown' }));
  const service = makeService({ spec, tasks: [...refused, makeTask({ ...now, state: 'preparing' })] });

  test('is waited out at first, and that is said', () => {
    expect(judgeService(touched, service, true)).toMatchObject({
      state: 'settling',
      says: '0 of 1 task new, refused by its node 3 times, which is waited out for up to 30 s',
    });
  });

  test('counts afterwards', () => {
    expect(judgeService(touched, service)).toMatchObject({ state: 'failed', says: 'rejected, 3 times' });
  });

  test('counts at once where there was a container', () => {
    const made = refused.map((task) => ({ ...task, containerId: 'c1' }));
    expect(judgeService(touched, makeService({ spec, tasks: made }), true)).toMatchObject({ state: 'failed' });
  });
});

describe('isBack', () => {
  test.each([
    ['its tasks run and the update is over', { tasks: [running], updateState: 'completed' }, true],
    ['its tasks run and it was never updated', { tasks: [running] }, true],
    ['the rollback is over', { tasks: [running], updateState: 'rollback_completed' }, true],
    ['the update goes on', { tasks: [running], updateState: 'updating' }, false],
    ['the update paused', { tasks: [running], updateState: 'paused' }, false],
    ['only another task runs', { tasks: [old] }, false],
  ] as const)('where %s', (_, service, back) => {
    expect(isBack(makeService({ spec, ...service }))).toBe(back);
  });
});
