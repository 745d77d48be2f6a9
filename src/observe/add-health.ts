import { failedTasks } from '../model/failed-tasks.js';
import { given } from '../model/given.js';
import { isRunning } from '../model/is-running.js';
import type { ObservedService, ObservedTask } from '../model/observation.js';
import { wantedTasks } from '../model/wanted-tasks.js';
import type { ReadingDocker } from '../tools/docker.js';
import { observeHealth } from './observe-health.js';

const oftenFailed = 3;

/**
 * The same services; where one is short of tasks, or some failed, its last task comes with what Docker knows of its health, if its
 * container is on this node. Where all is well nothing is asked.
 */
export function addHealth(docker: ReadingDocker, services: readonly ObservedService[]): Promise<ObservedService[]> {
  return Promise.all(services.map(async (service) => (isSuspicious(service) ? withHealth(docker, service) : service)));
}

function isSuspicious({ spec, tasks }: ObservedService): boolean {
  const isShort = tasks.filter(isRunning).length < wantedTasks(spec, tasks);
  return isShort || failedTasks({ spec, tasks }).length >= oftenFailed;
}

async function withHealth(docker: ReadingDocker, service: ObservedService): Promise<ObservedService> {
  const last = lastOf(service.tasks);
  if (last?.containerId === undefined) return service;
  const health = await observeHealth(docker, last.containerId);
  const tasks = service.tasks.map((task) => (task === last ? { ...task, ...given({ health }) } : task));
  return { ...service, tasks };
}

/** The one that ended last, else the one that starts. */
function lastOf(tasks: readonly ObservedTask[]): ObservedTask | undefined {
  const ended = tasks.filter(({ state }) => state === 'complete' || state === 'failed');
  return (ended.length > 0 ? ended : tasks.filter(({ state }) => state === 'starting'))
    .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
    .at(-1);
}
