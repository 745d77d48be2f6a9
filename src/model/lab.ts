import type { ProcessId } from './process-id.js';

/** Real Swarm servers on one Linux machine, as plain data (`lab.json` in the lab's folder). */
export interface Lab {
  readonly version: 1;
  /** Names and addresses of everything in a lab carry it, so that two labs never meet. */
  readonly number: number;
  readonly folder: string;
  readonly bridge: string;
  /** `198.18.30.0/24` */
  readonly subnet: string;
  /** This machine, as the servers see it: `198.18.30.1`. */
  readonly gateway: string;
  /** Address of the lab's image registry, plain HTTP on port 80. */
  readonly registry: string;
  /** The end of the registry's cable on this machine. */
  readonly registryCable: string;
  readonly swarm: LabSwarm;
  /** True: servers reach the internet through this machine. */
  readonly internet: boolean;
  readonly nodes: readonly LabNode[];
  /** Private key that opens every server, for root and deploy. */
  readonly key: string;
  readonly knownHosts: string;
  /** Absent: the Docker that is installed on this machine. */
  readonly docker?: LabDocker;
  /** The lab belongs to this process and is swept once it is gone; without: it stays until it is lowered. */
  readonly owner?: ProcessId;
}

/** Docker's programs in another version than this machine's, unpacked in a folder (`usr/bin`, `usr/sbin`). */
export interface LabDocker {
  /** As its daemon tells it: `28.5.2+dfsg4`. */
  readonly version: string;
  readonly folder: string;
}

/** `each`: every server a swarm of its own. `one`: the first manages, the others work. `none`: Docker alone. */
export type LabSwarm = 'each' | 'one' | 'none';

/** One server of a lab. Logins: root, `deploy` (in the docker group), `visitor` (may not reach Docker). */
export interface LabNode {
  readonly name: string;
  readonly address: string;
  /** `ssh-ed25519 AAAA…` */
  readonly hostKey: string;
  readonly folder: string;
  /** The end of its cable on this machine. */
  readonly cable: string;
}

/** A lab as it was found: `alive`, or what is left of one. */
export interface LabStatus {
  readonly number: number;
  readonly state: 'alive' | 'abandoned' | 'dead' | 'busy';
  /** It belongs to a process that still runs, such as a test. */
  readonly owned: boolean;
  readonly lab?: Lab;
  /** Names of the servers that run. */
  readonly running: readonly string[];
  /** Version of Docker on its servers, as one of them tells it. */
  readonly docker?: string;
}

/** What is told while a lab is raised. */
export type LabEvent =
  | { readonly type: 'lab-installing'; readonly packages: readonly string[] }
  | { readonly type: 'lab-fetching-docker'; readonly release: string; readonly suite: string }
  | { readonly type: 'lab-raising'; readonly nodes: number; readonly internet: boolean }
  | { readonly type: 'lab-image'; readonly name: string }
  | { readonly type: 'lab-up'; readonly lab: Lab };
