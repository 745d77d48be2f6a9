import { describe, expect, test } from '@jest/globals';
import { failedTasks, hasDoneItsWork, hasFailed } from '../../src/model/failed-tasks.js';
import { failureWords } from '../../src/model/failure-words.js';
import { isUp } from '../../src/model/is-up.js';
import type { ServiceSpec } from '../../src/model/service-spec.js';
import { makeServiceSpec, makeTask } from '../support/builders.js';

const plain = makeServiceSpec();
const withTemplate = (over: object, container: object = {}): ServiceSpec => ({
  ...plain,
  TaskTemplate: {
    ...plain.TaskTemplate,
    ...over,
    ContainerSpec: { ...plain.TaskTemplate.ContainerSpec, ...container },
  },
});
const check = { Healthcheck: { Test: ['CMD', 'true'] } };
const none = withTemplate({ RestartPolicy: { Condition: 'none' } });
const onFailure = withTemplate({ RestartPolicy: { Condition: 'on-failure' } });
const job = makeServiceSpec({ Mode: { ReplicatedJob: { TotalCompletions: 1 } } });
const complete = makeTask({ state: 'complete', desiredState: 'shutdown', exitCode: 0 });
const ill = { status: 'unhealthy', failingStreak: 3, decidesWithinMs: 1000 };

describe('a task that exited with 0', () => {
  test.each([
    ['has failed where it was to go on', plain, false],
    ['has done its work where Docker starts none after it', none, true],
    ['has done its work where Docker starts another only after a failure', onFailure, true],
    ['has done its work as a job', job, true],
    [
      'has failed where it has a health check, which says that it was to stay',
      withTemplate(none.TaskTemplate, check),
      false,
    ],
    [
      'has done its work as a job with a health check',
      { ...job, ...withTemplate({}, check), Mode: job.Mode ?? {} },
      true,
    ],
  ])('%s', (_, spec, isDone) => {
    expect(hasDoneItsWork(complete, spec)).toBe(isDone);
    expect(hasFailed(complete, spec)).toBe(!isDone);
    expect(isUp(spec, [complete])).toBe(isDone);
  });

  test('has failed where its container was unhealthy, even of an image with a check of its own', () => {
    expect(hasFailed({ ...complete, health: ill }, onFailure)).toBe(true);
  });
});

describe('failedTasks', () => {
  test('gives those that ended badly in the order of their making, and none that an update ended', () => {
    const tasks = [
      makeTask({ id: 'later', state: 'failed', createdAt: '2026-11-22T12:00:02Z' }),
      makeTask({ id: 'sooner', state: 'rejected', createdAt: '2026-11-22T12:00:01Z' }),
      makeTask({ id: 'replaced', state: 'shutdown' }),
      makeTask({ id: 'runs' }),
    ];
    expect(failedTasks({ spec: plain, tasks }).map(({ id }) => id)).toEqual(['sooner', 'later']);
  });
});

describe('failureWords', () => {
  test.each([
    [[{ ...complete, health: ill }], 'killed as unhealthy, once'],
    [[complete, complete], 'ended by itself (exit 0), 2 times'],
    [[complete, makeTask({ state: 'failed', exitCode: 3 })], 'exit 3, 2 times'],
    [[makeTask({ state: 'rejected' })], 'rejected, once'],
    [[], 'its tasks did not stay up'],
  ])('says %#', (failed, words) => expect(failureWords(failed)).toBe(words));
});
