import type { ReadingDocker } from '../../tools/docker.js';

/** Id of the swarm that a node belongs to. */
export async function swarmIdOf(docker: ReadingDocker): Promise<string> {
  const { ID } = await docker.swarm();
  return typeof ID === 'string' ? ID : '';
}
