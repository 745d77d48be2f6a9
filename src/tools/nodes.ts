import type { Node } from '../model/region.js';
import type { Docker, ReadingDocker } from './docker.js';

/** A connection to one node: one multiplexed ssh connection, or the local socket. */
export interface NodeConnection<D = Docker> {
  readonly docker: D;
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** Milliseconds until a node that does not answer is given up; default 10,000. */
  readonly timeoutMs?: number;
  /** How many nodes are looked at together with this one. */
  readonly among?: number;
}

/** Opens connections to nodes; the same node gives the same connection until it is closed. Failures are KnownErrors. */
export interface Nodes<D = Docker> {
  connect(node: Node, options?: ConnectOptions): Promise<NodeConnection<D>>;
  closeAll(): Promise<void>;
}

export type ReadingNodes = Nodes<ReadingDocker>;
