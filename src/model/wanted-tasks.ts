import type { ObservedTask } from './observation.js';
import type { ServiceSpec } from './service-spec.js';

/** Number of tasks that a service wants. */
export function wantedTasks(spec: ServiceSpec, tasks: readonly ObservedTask[]): number {
  if (spec.Mode?.Replicated) return spec.Mode.Replicated.Replicas ?? 1;
  if (spec.Mode?.Global) return Math.max(1, tasks.filter((task) => task.desiredState === 'running').length);
  const job = spec.Mode?.['ReplicatedJob'] as { TotalCompletions?: number } | undefined;
  return job?.TotalCompletions ?? 1;
}
