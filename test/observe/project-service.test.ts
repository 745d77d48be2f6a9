import { expect, test } from '@jest/globals';
import { projectService, projectTask } from '../../src/observe/project-service.js';

const raw = {
  ID: 'app1',
  Version: { Index: 7 },
  UpdatedAt: '2026-11-22T13:57:02Z',
  Spec: { Name: 'wiki_app', Labels: {}, TaskTemplate: { ContainerSpec: { Image: 'example.org/wiki:1' } } },
};
const task = { ID: 'task1', ServiceID: 'app1', DesiredState: 'running', Status: { State: 'running' } };

test('a task whose spec is the service’s holds its parts, not copies of them', () => {
  const known = projectTask({ ...task, Spec: structuredClone(raw.Spec.TaskTemplate) });
  const { spec, tasks } = projectService(raw, new Map(), [known]);
  expect((tasks[0]?.spec as typeof spec.TaskTemplate).ContainerSpec).toBe(spec.TaskTemplate.ContainerSpec);
});

test.each([undefined, null])('a task may come without a spec: %j', (Spec) => {
  const { tasks } = projectService({ ...raw, PreviousSpec: null }, new Map(), [projectTask({ ...task, Spec })]);
  expect(tasks).toMatchObject([{ id: 'task1', state: 'running' }]);
  expect(tasks[0]?.spec).toBeUndefined();
});
