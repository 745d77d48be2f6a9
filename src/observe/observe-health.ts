import { DockerError } from '../model/docker-error.js';
import type { ContainerHealth } from '../model/container-health.js';
import type { ReadingDocker } from '../tools/docker.js';
import { projectHealth } from './project-health.js';

/** The health of a container of this node; undefined where it is elsewhere, gone, or has no health check. */
export async function observeHealth(docker: ReadingDocker, container: string): Promise<ContainerHealth | undefined> {
  try {
    const found = await docker.container(container);
    return found && projectHealth(found);
  } catch (error) {
    // A login that may not look into containers still sees what the swarm tells.
    if (error instanceof DockerError) return undefined;
    throw error;
  }
}
