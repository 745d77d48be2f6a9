import type { ResolvedImage } from '../model/resolved-image.js';
import type { Secret } from '../model/secret.js';
import type { ConfigSpec, NetworkSpec } from '../model/stack-specs.js';
import type { ServiceSpec } from '../model/service-spec.js';

/** JSON as the Docker API gives it, before a craft has looked at it. */
export type Raw = Record<string, unknown>;

/** Which objects to list: those of a stack, or by name or label; none: all. */
export interface ListFilter {
  readonly stack?: string;
  /** Services and tasks of any of these stacks; those of a stack whose name only begins like one of them may be among them. */
  readonly stacks?: readonly string[];
  readonly service?: string;
  readonly name?: string;
  readonly label?: string;
  readonly id?: string;
}

/** User and password for a registry, sent as X-Registry-Auth. */
export interface RegistryAuth {
  readonly serveraddress: string;
  readonly username: string;
  readonly password: Secret;
  /** Instead of user and password, where a login gave a token. */
  readonly identityToken?: Secret;
}

/** Memory of a machine in bytes. */
export interface FreeMemory {
  readonly total: number;
  /** What could be given to programs without swapping (MemAvailable of /proc/meminfo). */
  readonly free: number;
}

export interface DockerEvent {
  readonly Type: string;
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes: Record<string, string> };
}

/** The Docker API of a node, as far as looking goes. Failures are KnownErrors or DockerErrors. */
export interface ReadingDocker {
  readonly transport: 'forwarded' | 'dial-stdio' | 'local';
  info(): Promise<Raw>;
  swarm(): Promise<Raw>;
  nodes(): Promise<Raw[]>;
  services(filter?: ListFilter): Promise<Raw[]>;
  service(id: string): Promise<Raw>;
  tasks(filter?: ListFilter): Promise<Raw[]>;
  networks(filter?: ListFilter): Promise<Raw[]>;
  configs(filter?: ListFilter): Promise<Raw[]>;
  /** For locks: goes before other requests, and is given up after 8 s. */
  config(id: string): Promise<Raw>;
  secrets(filter?: ListFilter): Promise<Raw[]>;
  volumes(filter?: ListFilter): Promise<Raw[]>;
  containers(filter?: ListFilter): Promise<Raw[]>;
  /** GET /containers/{id}/json; undefined where the container is not on this node. */
  container(id: string): Promise<Raw | undefined>;
  /** GET /images/{ref}/json; undefined where the image is not on the node. */
  image(reference: string): Promise<Raw | undefined>;
  /** What `name:tag` is, as the node's registries tell it (GET /distribution/…/json). */
  resolveImage(reference: string, auth?: RegistryAuth, timeoutMs?: number): Promise<ResolvedImage>;
  /** Last lines that a task (or, without task, a service) printed, stdout and stderr. */
  logLines(what: { readonly task: string } | { readonly service: string }, tail: number): Promise<string[]>;
  /** Follows logs line by line until the signal aborts. */
  followLogs(
    what: { readonly task: string } | { readonly service: string },
    tail: number,
    signal: AbortSignal,
  ): AsyncIterable<string>;
  /** Events from now on, until the signal aborts. Container events are local to the node. */
  events(signal: AbortSignal, filter?: { readonly type?: readonly string[] }): AsyncIterable<DockerEvent>;
  /** Bytes free where Docker keeps its files; undefined where the login may not tell. */
  freeBytes(): Promise<number | undefined>;
  /** Memory of the machine that Docker runs on; undefined where the login may not tell. */
  freeMemory(): Promise<FreeMemory | undefined>;
}

/** The Docker API of a node, changes included. */
export interface Docker extends ReadingDocker {
  createService(spec: ServiceSpec, auth?: RegistryAuth): Promise<string>;
  /** Compare-and-swap on Version.Index: another index gives a DockerError. Returns warnings. */
  updateService(id: string, index: number, spec: ServiceSpec, auth?: RegistryAuth): Promise<string[]>;
  removeService(id: string): Promise<void>;
  createNetwork(spec: NetworkSpec): Promise<string>;
  removeNetwork(id: string): Promise<void>;
  createConfig(spec: ConfigSpec): Promise<string>;
  /** For locks: goes before other requests, and is given up after 8 s. */
  updateConfigLabels(id: string, index: number, spec: ConfigSpec): Promise<void>;
  removeConfig(id: string): Promise<void>;
  createSecret(spec: {
    readonly Name: string;
    readonly Labels: Readonly<Record<string, string>>;
    readonly data: Secret;
  }): Promise<string>;
  removeSecret(id: string): Promise<void>;
  /** POST /images/create by digest; tells progress as whole bytes where known. */
  pullImage(reference: string, auth?: RegistryAuth, onProgress?: (says: string) => void): Promise<void>;
  /**
   * Runs a command in a container of this node, 30 s at most; the exit code (126 and 127: there is no such program) and what
   * it printed on stdout, 1 MiB at most.
   */
  exec(
    container: string,
    command: readonly string[],
    stdin?: string,
  ): Promise<{ readonly exitCode: number; readonly output: string }>;
}
