import type { Agent } from 'node:http';
import type { Node } from '../../model/region.js';
import type { RegistryAuth } from '../docker.js';
import { makeTurns, type TakeTurn } from './make-turns.js';

/** The Docker API of one node. */
export interface DockerApi {
  readonly node: string;
  /** Path of the socket there. */
  readonly socket: string;
  /** Over ssh it pays no heed to the socket's path. */
  readonly agent: Agent;
  /** Turns of requests that are answered whole; streams go without. */
  readonly takeTurn: TakeTurn;
}

/** The Docker API of a node by the way that was found to its socket. */
export function dockerApi(
  { name }: Pick<Node, 'name'>,
  { agent }: Pick<DockerApi, 'agent'>,
  socket: string,
): DockerApi {
  return { node: name, agent, socket, takeTurn: makeTurns(agent) };
}

export interface DockerRequest {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly auth?: RegistryAuth | undefined;
  /** Milliseconds until it is given up; default 30,000. */
  readonly timeoutMs?: number | undefined;
  /** Does not wait behind what is not. */
  readonly urgent?: boolean;
  readonly signal?: AbortSignal;
}

/** How locks show that they are held: behind nothing else, and given up in time for another try within the lease of 30 s. */
export const signOfLife = { urgent: true, timeoutMs: 8_000 } as const;

/** `GET /services` */
export function requestWords({ method = 'GET', path }: DockerRequest): string {
  return `${method} ${path}`;
}
