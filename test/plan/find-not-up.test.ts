import { describe, expect, test } from '@jest/globals';
import type { ObservedTask } from '../../src/model/observation.js';
import { findNotUp } from '../../src/plan/find-not-up.js';
import { makeApp, makeObservation, makeService, makeServiceSpec, makeTask } from '../support/builders.js';

const spec = makeServiceSpec();
const health = { status: 'unhealthy', failingStreak: 3, decidesWithinMs: 1000 };
const at = '2026-11-22T14:00:00Z';

function failed(second: number, over: Partial<ObservedTask> = {}): ObservedTask {
  const times = { createdAt: `2026-11-22T13:59:${second}Z`, at: `2026-11-22T13:59:${second + 5}Z` };
  return makeTask({ state: 'complete', desiredState: 'shutdown', spec: spec.TaskTemplate, slot: 1, ...times, ...over });
}

function notUp(...tasks: ObservedTask[]) {
  return findNotUp([makeApp()], makeObservation({ at, services: [makeService({ spec, tasks })] }));
}

describe('an app whose specs are as wanted', () => {
  test('is up where its tasks run', () => {
    expect(notUp(makeTask())).toEqual([]);
  });

  test('is not up where its tasks end again and again, although one runs just now', () => {
    const tasks = [failed(20), failed(30), failed(40, { health }), makeTask({ slot: 1, at: '2026-11-22T13:59:50Z' })];
    expect(notUp(...tasks)).toEqual([{ app: 'wiki', says: 'app: keeps failing (killed as unhealthy, 3 times)' }]);
  });

  test('is not up where no task runs, whatever the reason', () => {
    expect(notUp(makeTask({ state: 'pending' }))).toEqual([{ app: 'wiki', says: 'app: 0 of 1 up' }]);
    expect(notUp(failed(20))).toEqual([{ app: 'wiki', says: 'app: 0 of 1 up (ended by itself (exit 0), once)' }]);
  });

  test('tells each service that is not up', () => {
    const services = ['app', 'db'].map((name) => makeService({ name: `wiki_example_org_${name}`, tasks: [] }));
    expect(findNotUp([makeApp()], makeObservation({ at, services }))).toEqual([
      { app: 'wiki', says: 'app: 0 of 1 up; db: 0 of 1 up' },
    ]);
  });
});
