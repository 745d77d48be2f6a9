import { hasDoneItsWork } from './failed-tasks.js';
import { isRunning } from './is-running.js';
import type { ObservedTask } from './observation.js';
import type { ServiceSpec } from './service-spec.js';
import { wantedTasks } from './wanted-tasks.js';

/** True where as many of these tasks run, or have done their work, as the service wants. */
export function isUp(spec: ServiceSpec, tasks: readonly ObservedTask[]): boolean {
  const good = tasks.filter((task) => isRunning(task) || hasDoneItsWork(task, spec));
  return good.length >= wantedTasks(spec, tasks);
}
