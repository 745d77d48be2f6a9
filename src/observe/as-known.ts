import { DockerError } from '../model/docker-error.js';
import { dockerRefused } from '../model/docker-refused.js';
import { KnownError } from '../model/known-error.js';
import type { ReadingDocker } from '../tools/docker.js';
import { checkManager } from './check-manager.js';

/**
 * What a node's refusal means to a person, as an error to throw: a worker, a swarm without quorum, else
 * NODE_NOT_UNDERSTOOD with Docker's own sentence. Other errors come back as they are.
 */
export async function asKnown(error: unknown, docker: ReadingDocker, node: string): Promise<unknown> {
  if (!(error instanceof DockerError)) return error;
  try {
    checkManager(await docker.info(), node);
  } catch (why) {
    if (why instanceof KnownError) return why;
  }
  return dockerRefused(error, node);
}

/** Carries out work with a node's Docker; what Docker refuses becomes a KnownError. */
export async function knowing<T>(docker: ReadingDocker, node: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw await asKnown(error, docker, node);
  }
}
