/**
 * A Swarm service spec as the Docker API stores it (POST /services/create). Only the parts that tend
 * looks into are typed; the rest passes through as it is. SecretID, ConfigID are absent until the node fills them in;
 * Networks[].Target holds a network's name.
 */
export interface ServiceSpec {
  readonly Name: string;
  readonly Labels: Readonly<Record<string, string>>;
  readonly TaskTemplate: TaskTemplate;
  readonly Mode?: ServiceMode;
  readonly UpdateConfig?: UpdateConfig;
  readonly RollbackConfig?: UpdateConfig;
  readonly EndpointSpec?: EndpointSpec;
  readonly [key: string]: unknown;
}

export interface TaskTemplate {
  readonly ContainerSpec: ContainerSpec;
  readonly Resources?: Readonly<Record<string, unknown>>;
  readonly RestartPolicy?: Readonly<Record<string, unknown>>;
  readonly Placement?: Readonly<Record<string, unknown>>;
  readonly Networks?: readonly NetworkAttachment[];
  readonly LogDriver?: Readonly<Record<string, unknown>>;
  readonly ForceUpdate?: number;
  readonly Runtime?: string;
  readonly [key: string]: unknown;
}

export interface ContainerSpec {
  readonly Image: string;
  readonly Labels?: Readonly<Record<string, string>>;
  readonly Env?: readonly string[];
  readonly Mounts?: readonly Mount[];
  readonly Secrets?: readonly SecretReference[];
  readonly Configs?: readonly ConfigReference[];
  readonly Healthcheck?: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

export interface Mount {
  readonly Type: string;
  readonly Source?: string;
  readonly Target: string;
  readonly [key: string]: unknown;
}

export interface SecretReference {
  readonly SecretName: string;
  readonly SecretID?: string;
  readonly File?: Readonly<Record<string, unknown>>;
}

export interface ConfigReference {
  readonly ConfigName: string;
  readonly ConfigID?: string;
  readonly File?: Readonly<Record<string, unknown>>;
  readonly Runtime?: unknown;
}

export interface NetworkAttachment {
  readonly Target: string;
  readonly Aliases?: readonly string[];
  readonly DriverOpts?: Readonly<Record<string, string>>;
}

export interface ServiceMode {
  readonly Replicated?: { readonly Replicas?: number };
  readonly Global?: Readonly<Record<string, never>>;
  readonly [key: string]: unknown;
}

export interface UpdateConfig {
  readonly Parallelism?: number;
  /** Nanoseconds. */
  readonly Delay?: number;
  readonly FailureAction?: string;
  readonly Monitor?: number;
  readonly MaxFailureRatio?: number;
  readonly Order?: string;
}

interface EndpointSpec {
  readonly Mode?: string;
  readonly Ports?: readonly Readonly<Record<string, unknown>>[];
}
