import { describe, expect, test } from '@jest/globals';
import { addHealth } from '../../src/observe/add-health.js';
import { projectHealth } from '../../src/observe/project-health.js';
import { DockerError } from '../../src/model/docker-error.js';
import type { ObservedTask } from '../../src/model/observation.js';
import type { Raw, ReadingDocker } from '../../src/tools/docker.js';
import { makeService, makeTask } from '../support/builders.js';
import { onlyWith } from '../support/only-with.js';

const Health = {
  Status: 'unhealthy',
  FailingStreak: 2,
  Log: [
    { ExitCode: 0, Output: 'fine' },
    { ExitCode: 1, Output: 'not today\n' },
  ],
};
const inspected = { State: { Health }, Config: { Healthcheck: { Interval: 1e9, Timeout: 1e9, Retries: 2 } } };
const health = {
  status: 'unhealthy',
  failingStreak: 2,
  last: { exitCode: 1, output: 'not today\n' },
  decidesWithinMs: 4000,
};

describe('the health of an inspected container', () => {
  test('is its status, its last check and how long Docker may take', () => {
    expect(projectHealth(inspected)).toEqual(health);
  });

  test.each([[{}], [{ State: {} }], [{ State: { Health: { Status: 'none' } } }]])('is none of %j', (raw) => {
    expect(projectHealth(raw as Raw)).toBeUndefined();
  });
});

describe('looking for the health of tasks', () => {
  const ended = (id: string, createdAt: string) =>
    makeTask({ id, state: 'complete', desiredState: 'shutdown', containerId: `of ${id}`, createdAt });

  test('asks nothing where all is well', async () => {
    const { services, asked } = await look([makeTask({ containerId: 'c1' }), ended('old', '2026-11-22T11:00:00Z')]);
    expect(asked).toEqual([]);
    expect(services[0]?.tasks[0]).not.toHaveProperty('health');
  });

  test('asks about the task that ended last where the service is short of tasks', async () => {
    const tasks = [ended('second', '2026-11-22T11:00:02Z'), ended('first', '2026-11-22T11:00:01Z')];
    const { services, asked } = await look([...tasks, makeTask({ state: 'starting', containerId: 'c1' })]);
    expect(asked).toEqual(['of second']);
    expect(services[0]?.tasks[0]).toMatchObject({ id: 'second', health });
  });

  test('asks about the one that starts where none has ended', async () => {
    expect((await look([makeTask({ state: 'starting', containerId: 'c1' })])).asked).toEqual(['c1']);
  });

  test('goes on without where the container is elsewhere, or may not be looked into', async () => {
    const task = ended('a', '2026-11-22T11:00:00Z');
    for (const container of [async () => undefined, () => Promise.reject(new DockerError(403, 'no'))])
      expect(
        (await addHealth(onlyWith<ReadingDocker>('docker', { container }), [makeService({ tasks: [task] })]))[0]?.tasks,
      ).toEqual([task]);
  });
});

async function look(tasks: ObservedTask[]) {
  const asked: string[] = [];
  const docker = onlyWith<ReadingDocker>('docker', {
    async container(id) {
      asked.push(id);
      return inspected;
    },
  });
  return { services: await addHealth(docker, [makeService({ tasks })]), asked };
}
