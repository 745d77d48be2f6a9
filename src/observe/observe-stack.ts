import type { ObservedService } from '../model/observation.js';
import type { StackName } from '../model/brand.js';
import type { ReadingDocker } from '../tools/docker.js';
import { projectNetwork } from './project-objects.js';
import { projectService, projectTask } from './project-service.js';

/** Services and tasks of one stack, for waiting until it has settled. */
export async function observeStack(docker: ReadingDocker, stack: StackName): Promise<ObservedService[]> {
  const [services, tasks, networks] = await Promise.all([
    docker.services({ stack }),
    docker.tasks({ stack }),
    docker.networks(),
  ]);
  const names = new Map(networks.map(projectNetwork).map(({ id, name }) => [id, name]));
  const byService = Map.groupBy(tasks.map(projectTask), (task) => task.serviceId);
  return services.map((raw) => projectService(raw, names, byService.get(String(raw['ID'])) ?? []));
}
