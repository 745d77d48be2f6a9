import { describe, expect, test } from '@jest/globals';
import type { ObservedTask } from '../../src/model/observation.js';
import { startAgain } from '../../src/plan/start-again.js';
import { makeService, makeServiceSpec, makeStackSpecs, makeTask } from '../support/builders.js';

const now = '2026-11-22T14:00:00Z';
const [longAgo, justNow] = ['2026-11-22T13:00:00Z', '2026-11-22T13:59:50Z'];
const fallen = makeTask({ id: 'old', state: 'failed', desiredState: 'shutdown', at: justNow });

describe('startAgain', () => {
  test.each<[string, ObservedTask[]]>([
    ['nothing runs', [fallen]],
    ['a task waits for ever', [makeTask({ state: 'pending' })]],
    ['a task runs just now that fell before', [fallen, makeTask({ at: justNow })]],
    ['the tasks exit with 0 although they were to stay', [makeTask({ state: 'complete', desiredState: 'shutdown' })]],
  ])('starts once more where %s', (_, tasks) => {
    expect(after(tasks)).toEqual({ kind: 'update', force: 1 });
  });

  test.each<[string, ObservedTask[]]>([
    ['the task runs and never fell', [makeTask({ at: justNow })]],
    ['the task has been up for long since it fell', [fallen, makeTask({ at: longAgo })]],
  ])('leaves alone where %s', (_, tasks) => {
    expect(after(tasks)).toEqual({ kind: 'unchanged', force: undefined });
  });

  test('leaves alone where the task did its work', () => {
    const plain = makeServiceSpec();
    const once = { ...plain, TaskTemplate: { ...plain.TaskTemplate, RestartPolicy: { Condition: 'none' } } };
    const done = makeTask({ state: 'complete', desiredState: 'shutdown' });
    expect(after([done], once)).toEqual({ kind: 'unchanged', force: undefined });
  });

  test('counts on from what a person forced before', () => {
    const plain = makeServiceSpec();
    const spec = { ...plain, TaskTemplate: { ...plain.TaskTemplate, ForceUpdate: 4 } };
    expect(after([fallen], spec)).toEqual({ kind: 'update', force: 5 });
  });

  test('leaves a service that changes anyway as it is wanted', () => {
    const running = { services: [makeService({ tasks: [fallen] })] };
    const changes = { specs: makeStackSpecs(), services: [{ service: 'app', kind: 'update', fields: [] } as const] };
    expect(startAgain(running, changes, now)).toEqual(changes);
  });
});

function after(tasks: ObservedTask[], spec = makeServiceSpec()) {
  const running = { services: [makeService({ spec, tasks })] };
  const changes = { specs: makeStackSpecs(), services: [{ service: 'app', kind: 'unchanged', fields: [] } as const] };
  const { specs, services } = startAgain(running, changes, now);
  return { kind: services[0]?.kind, force: specs.services[0]?.TaskTemplate.ForceUpdate };
}
