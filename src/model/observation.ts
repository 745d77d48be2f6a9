import type { StackName, Timestamp } from './brand.js';
import type { ContainerHealth } from './container-health.js';
import type { ErrorCode } from './error-codes.js';
import type { ServiceSpec } from './service-spec.js';

/** What was seen on a node, or why nothing could be seen. */
export type Observation = SeenNode | UnseenNode;

export interface UnseenNode {
  readonly node: string;
  readonly reachable: false;
  readonly code: ErrorCode;
  /** One sentence: what happened. */
  readonly message: string;
  readonly details: readonly string[];
  readonly tryThis: readonly string[];
}

export interface SeenNode {
  readonly node: string;
  readonly reachable: true;
  readonly at: Timestamp;
  readonly swarm: Swarm;
  readonly services: readonly ObservedService[];
  readonly networks: readonly ObservedNetwork[];
  readonly configs: readonly ObservedConfig[];
  readonly secrets: readonly ObservedSecret[];
  readonly volumes: readonly ObservedVolume[];
}

export interface Swarm {
  readonly id: string;
  /** This node's id in the swarm. */
  readonly nodeId: string;
  readonly nodes: readonly SwarmNode[];
  /** Docker's version on the node, `20.10.24`. */
  readonly engineVersion: string;
  /** Which way the socket was reached. */
  readonly transport: 'forwarded' | 'dial-stdio' | 'local';
}

export interface SwarmNode {
  readonly id: string;
  readonly hostname: string;
  readonly role: 'manager' | 'worker';
  readonly availability: string;
  readonly state: string;
}

/** A service as the node stores it. `spec` names secrets, configs and networks by name (Networks[].Target resolved). */
export interface ObservedService {
  readonly id: string;
  /** Full name on the swarm: `<stack>_<service>`. */
  readonly name: string;
  readonly stack?: StackName;
  readonly index: number;
  readonly updatedAt: Timestamp;
  readonly spec: ServiceSpec;
  readonly previousSpec?: ServiceSpec;
  readonly updateState?: string;
  readonly updateMessage?: string;
  /** Virtual IPs' network ids, ports etc. are left out. */
  readonly tasks: readonly ObservedTask[];
}

export interface ObservedTask {
  readonly id: string;
  readonly slot?: number;
  readonly nodeId?: string;
  readonly state: string;
  readonly desiredState: string;
  /** Program text or the engine's: for terminals only. */
  readonly error?: string;
  readonly message?: string;
  readonly exitCode?: number;
  readonly containerId?: string;
  /** Looked up where its container is on the node that is asked, and only where somebody wants to know. */
  readonly health?: ContainerHealth;
  readonly createdAt: Timestamp;
  readonly at: Timestamp;
  /** Version.Index of the service spec that it was made from, where known. */
  readonly specIndex?: number;
  /** Task template, to tell tasks of this spec from older ones. */
  readonly spec?: unknown;
}

export interface ObservedNetwork {
  readonly id: string;
  readonly name: string;
  readonly stack?: StackName;
  readonly driver: string;
  readonly scope: string;
}

export interface ObservedConfig {
  readonly id: string;
  readonly name: string;
  readonly stack?: StackName;
  readonly index: number;
  readonly labels: Readonly<Record<string, string>>;
  /** base64 */
  readonly data: string;
  readonly createdAt: Timestamp;
  readonly updatedAt: Timestamp;
}

export interface ObservedSecret {
  readonly id: string;
  readonly name: string;
  readonly stack?: StackName;
  readonly createdAt: Timestamp;
}

export interface ObservedVolume {
  readonly name: string;
  readonly stack?: StackName;
}
