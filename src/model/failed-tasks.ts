import { healthCheckOf } from './health-check.js';
import type { ObservedService, ObservedTask } from './observation.js';
import type { ServiceSpec } from './service-spec.js';

const endedBadly = new Set(['failed', 'rejected', 'orphaned']);

/**
 * True where a task ended that was to go on. Docker stops a container that becomes unhealthy, and calls its task `complete` where
 * the program then exits with 0: that is no work done.
 */
export function hasFailed(task: ObservedTask, spec: ServiceSpec): boolean {
  return endedBadly.has(task.state) || (task.state === 'complete' && !hasDoneItsWork(task, spec));
}

/** True where a task ended because its work is done, as a job's or a set-up's is. */
export function hasDoneItsWork({ state, health }: ObservedTask, spec: ServiceSpec): boolean {
  return state === 'complete' && health?.status !== 'unhealthy' && mayEnd(spec);
}

/** Tasks of a service that ended although they were to go on, in the order of their making. */
export function failedTasks({ spec, tasks }: Pick<ObservedService, 'spec' | 'tasks'>): ObservedTask[] {
  return tasks
    .filter((task) => hasFailed(task, spec))
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0));
}

/** Who has a health check is meant to stay, even where Docker does not start it again after an exit with 0. */
function mayEnd(spec: ServiceSpec): boolean {
  if (spec.Mode?.['ReplicatedJob'] !== undefined || spec.Mode?.['GlobalJob'] !== undefined) return true;
  const condition = spec.TaskTemplate.RestartPolicy?.['Condition'];
  return (condition === 'none' || condition === 'on-failure') && !healthCheckOf(spec);
}
