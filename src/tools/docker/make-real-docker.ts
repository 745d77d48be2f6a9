import type { Agent } from 'node:http';
import { createRequire } from 'node:module';
import { DockerError } from '../../model/docker-error.js';
import { KnownError } from '../../model/known-error.js';
import type { Node } from '../../model/region.js';
import type { Docker } from '../docker.js';
import { makeChangingDocker } from './make-changing-docker.js';
import { makeReadingDocker, type Access } from './make-reading-docker.js';
import type { DockerApi, Modem } from './docker-request.js';
import { connectionBroke, dockerLate } from './docker-sentence.js';

const require = createRequire(import.meta.url);

/**
 * dockerode's transport, loaded in one go: ask for it while something else is waited for. dockerode itself would bring grpc for
 * building images, which takes 70 ms and 15 MB more.
 */
export function loadModem(): new (options: object) => Modem {
  return createRequire(require.resolve('dockerode'))('docker-modem') as new (options: object) => Modem;
}

/** The Docker API of a node by dockerode's transport over the given agent. */
export async function makeRealDocker(node: Node, agent: Agent, access: Access & { socket: string }): Promise<Docker> {
  const DockerModem = loadModem();
  // Over ssh the agent pays no heed to the socket's path.
  const api: DockerApi = {
    modem: new DockerModem({ agent, protocol: 'http', socketPath: access.socket }),
    explain: (error) => explained(node, error),
    late: (ms) => dockerLate(node, ms),
  };
  return { ...makeReadingDocker(api, access), ...makeChangingDocker(api) };
}

function explained(node: Node, error: unknown): Error {
  return error instanceof KnownError || error instanceof DockerError ? error : connectionBroke(node, error);
}
