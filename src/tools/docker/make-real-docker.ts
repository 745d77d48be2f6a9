import type { Docker } from '../docker.js';
import type { DockerApi } from './docker-api.js';
import { makeChangingDocker } from './make-changing-docker.js';
import { makeReadingDocker, type Access } from './make-reading-docker.js';

/** The Docker API of a node. */
export function makeRealDocker(api: DockerApi, access: Access): Docker {
  return { ...makeReadingDocker(api, access), ...makeChangingDocker(api) };
}
