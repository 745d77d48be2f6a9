import type { Agent } from 'node:http';
import type { RegistryAuth } from '../docker.js';

/** The Docker API of one node. */
export interface DockerApi {
  readonly node: string;
  /** Path of the socket there. */
  readonly socket: string;
  /** Over ssh it pays no heed to the socket's path. */
  readonly agent: Agent;
}

export interface DockerRequest {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly auth?: RegistryAuth | undefined;
  /** Milliseconds until it is given up; default 30,000. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal;
}

/** `GET /services` */
export function requestWords({ method = 'GET', path }: DockerRequest): string {
  return `${method} ${path}`;
}
