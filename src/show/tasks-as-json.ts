import type { ObservedService } from '../model/observation.js';

/** Tasks of an app for machines; errors are program text and stay out. */
export function tasksAsJson(services: readonly ObservedService[]): object[] {
  return services.flatMap(({ name: service, tasks }) =>
    tasks.map(({ id, state, desiredState, at, exitCode }) => ({ service, id, state, desiredState, at, exitCode })),
  );
}
