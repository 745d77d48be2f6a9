import { given } from '../model/given.js';
import type { ContainerHealth } from '../model/container-health.js';
import type { ObservedService, ObservedTask } from '../model/observation.js';
import type { StepContext, TouchedService } from './step-context.js';

const asked = new Set(['starting', 'failed', 'complete']);

/**
 * Looks at touched services again and again: their new tasks that start or have ended come with what Docker knows of their
 * health, each container asked once a state. Who runs is healthy, and is not asked about.
 */
export function makeHealthLook(
  { look, health }: Pick<StepContext, 'look' | 'health'>,
  touched: readonly TouchedService[],
): () => Promise<ObservedService[]> {
  const before = new Set(touched.flatMap(({ tasksBefore }) => [...tasksBefore]));
  const ids = new Set(touched.map(({ id }) => id));
  const known = new Map<string, ContainerHealth | undefined>();
  return async () => {
    const services = (await look()).filter(({ id }) => ids.has(id));
    return Promise.all(
      services.map(async (service) => ({ ...service, tasks: await Promise.all(service.tasks.map(withHealth)) })),
    );
  };

  async function withHealth(task: ObservedTask): Promise<ObservedTask> {
    const { id, state, containerId } = task;
    if (containerId === undefined || before.has(id) || !asked.has(state)) return task;
    const key = `${containerId} ${state}`;
    if (!known.has(key)) known.set(key, await health(containerId));
    return { ...task, ...given({ health: known.get(key) }) };
  }
}
