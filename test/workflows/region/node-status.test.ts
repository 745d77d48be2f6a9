import { describe, expect, test } from '@jest/globals';
import { nodeStatus } from '../../../src/workflows/region/node-status.js';
import { recordedStep, recordOf } from '../../plan/plan-input-of.js';
import {
  makeApp,
  makeObservation,
  makeRegion,
  makeService,
  makeServiceSpec,
  makeTask,
  makeUnseen,
} from '../../support/builders.js';

const about = { region: makeRegion(), record: recordOf(), newest: new Map<string, string>() };
const name = (service: string) => `wiki_example_org_${service}`;
const idle = makeService({ name: name('idle'), tasks: [] });
const running = makeService({ name: name('app') });

function appOn(services: Parameters<typeof makeObservation>[0]) {
  return nodeStatus(makeObservation(services), [makeApp(), makeApp({ name: 'pad', node: 'coburg' })], about).apps;
}

describe('the status of a node', () => {
  test('tells of the apps that belong on it, and of no other', () => {
    expect(appOn({}).map(({ app }) => app)).toEqual(['wiki']);
  });

  test.each([
    ['not deployed', []],
    ['ok', [running]],
    ['degraded', [running, idle]],
    ['down', [idle]],
  ])('calls an app %s', (health, services) => {
    expect(appOn({ services })).toMatchObject([{ health }]);
  });

  test('calls an app failing whose tasks end again and again, although one runs just now', () => {
    const spec = makeServiceSpec();
    const times = { createdAt: '2026-11-22T12:00:00Z', at: '2026-11-22T12:00:05Z' };
    const ended = { state: 'failed', desiredState: 'shutdown', spec: spec.TaskTemplate, slot: 1, ...times };
    const tasks = [...['a', 'b', 'c'].map((id) => makeTask({ ...ended, id })), makeTask({ slot: 1, at: times.at })];
    const services = [makeService({ spec, tasks })];
    expect(appOn({ at: '2026-11-22T12:00:20Z', services })).toMatchObject([{ health: 'failing', running: 1 }]);
  });

  test('counts what has done its work as up', () => {
    const spec = makeServiceSpec({ Mode: { ReplicatedJob: { TotalCompletions: 1 } } });
    const job = makeService({
      spec,
      name: name('job'),
      tasks: [makeTask({ state: 'complete', desiredState: 'shutdown' })],
    });
    expect(appOn({ services: [running, job] })).toMatchObject([{ health: 'ok', running: 2, wanted: 2 }]);
  });

  test('does not let a task too many of one service make up for the missing one of another', () => {
    const twice = makeService({ name: name('app'), tasks: [makeTask(), makeTask({ id: 'task2' })] });
    expect(appOn({ services: [twice, idle] })).toMatchObject([{ running: 1, wanted: 2, health: 'degraded' }]);
  });

  test('names the newer version only where there is one', () => {
    const spec = makeServiceSpec();
    const labels = { ...spec.Labels, 'coop-cloud.wiki_example_org.version': '1.2.0+1' };
    const services = [makeService({ spec: { ...spec, Labels: labels } })];
    const newest = (version: string) =>
      nodeStatus(makeObservation({ services }), [makeApp()], { ...about, newest: new Map([['wiki', version]]) })
        .apps[0];
    expect(newest('1.3.0+1')).toMatchObject({ version: '1.2.0+1', newer: '1.3.0+1' });
    expect(newest('1.2.0+1')).not.toHaveProperty('newer');
  });

  test('tells of a silent node what the record saw there, and that its health is unknown', () => {
    const record = recordOf({ history: [recordedStep([running])] });
    const status = nodeStatus(makeUnseen(), [makeApp()], { ...about, record });
    expect(status).toMatchObject({ unseen: { code: 'NODE_UNREACHABLE' }, apps: [{ health: 'unknown' }] });
    expect(status.lastSeen).toBe(record.history[0]?.outcome?.time);
    expect(status.apps[0]?.lastChange).toMatchObject({ by: 'ada' });
  });
});
