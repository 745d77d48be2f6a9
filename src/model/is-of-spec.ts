import { canonicalText } from './canonical-text.js';
import type { ObservedTask } from './observation.js';
import type { ServiceSpec } from './service-spec.js';

/** True where the task was made from this spec; a task's copy lacks Runtime. */
export function isOfSpec(task: Pick<ObservedTask, 'spec'>, spec: ServiceSpec): boolean {
  return canonicalText(withoutRuntime(task.spec)) === canonicalText(withoutRuntime(spec.TaskTemplate));
}

function withoutRuntime(template: unknown): unknown {
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).filter(([key]) => key !== 'Runtime'));
}
