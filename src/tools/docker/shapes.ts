import {
  anything,
  either,
  fields,
  listOf,
  mappingOf,
  matching,
  name,
  nullable,
  number,
  oneOf,
  optional,
  text,
  time,
  truth,
  type Shape,
} from './shape.js';

const labels = optional(mappingOf(text));
const version = fields({ Index: number });
const object = optional(fields({}));

const taskTemplate = fields({
  ContainerSpec: optional(
    fields({
      Image: text,
      Env: optional(listOf(text)),
      Labels: labels,
      Command: optional(listOf(text)),
      Args: optional(listOf(text)),
      Mounts: optional(listOf(fields({ Type: text, Source: optional(text), Target: text }))),
      Secrets: optional(listOf(fields({ SecretName: text, File: object }))),
      Configs: optional(listOf(fields({ ConfigName: text, File: object }))),
      Healthcheck: optional(fields({ Test: optional(listOf(text)) })),
    }),
  ),
  Networks: optional(listOf(fields({ Target: text, Aliases: optional(listOf(text)) }))),
  Placement: optional(fields({ Constraints: optional(listOf(text)), Platforms: optional(listOf(fields({}))) })),
  RestartPolicy: optional(fields({ Condition: optional(text) })),
  Resources: object,
  LogDriver: object,
  ForceUpdate: optional(number),
});

const serviceSpec = fields({
  Name: name,
  Labels: labels,
  TaskTemplate: taskTemplate,
  Mode: optional(
    fields({
      Replicated: optional(fields({ Replicas: optional(number) })),
      Global: object,
      ReplicatedJob: optional(fields({ TotalCompletions: optional(number) })),
      GlobalJob: object,
    }),
  ),
  EndpointSpec: optional(fields({ Mode: optional(text), Ports: optional(listOf(fields({}))) })),
  UpdateConfig: object,
  RollbackConfig: object,
  Networks: optional(listOf(fields({ Target: text }))),
});

const service = fields({
  ID: name,
  Version: version,
  UpdatedAt: time,
  Spec: serviceSpec,
  PreviousSpec: optional(serviceSpec),
  UpdateStatus: optional(fields({ State: optional(text), Message: optional(text) })),
});

const task = fields({
  ID: name,
  ServiceID: optional(text),
  Slot: optional(number),
  NodeID: optional(text),
  CreatedAt: time,
  DesiredState: text,
  SpecVersion: optional(fields({ Index: optional(number) })),
  Status: fields({
    State: text,
    Timestamp: optional(time),
    Err: optional(text),
    Message: optional(text),
    ContainerStatus: optional(fields({ ExitCode: optional(number), ContainerID: optional(text) })),
  }),
  Spec: optional(taskTemplate),
});

const network = fields({ Id: name, Name: name, Driver: text, Scope: text, Labels: labels });

const config = fields({
  ID: name,
  Version: version,
  CreatedAt: time,
  UpdatedAt: time,
  Spec: fields({ Name: name, Labels: labels, Data: optional(text) }),
});

const secret = fields({ ID: name, CreatedAt: time, Spec: fields({ Name: name, Labels: labels }) });

const swarmNode = fields({
  ID: name,
  Spec: fields({ Role: text, Availability: text }),
  Description: optional(fields({ Hostname: optional(text) })),
  Status: fields({ State: text }),
});

const healthProbe = fields({ ExitCode: optional(number), Output: optional(text) });

const container = fields({
  State: fields({
    Health: optional(
      fields({ Status: optional(text), FailingStreak: optional(number), Log: optional(listOf(healthProbe)) }),
    ),
  }),
  Config: optional(fields({ Healthcheck: object })),
});

/** Answers of the Docker API (1.41 to 1.51), as far as tend uses them. */
export const shapes = {
  info: fields({
    ServerVersion: name,
    DockerRootDir: optional(text),
    Swarm: fields({
      LocalNodeState: oneOf('', 'inactive', 'pending', 'active', 'error', 'locked'),
      ControlAvailable: truth,
      NodeID: optional(text),
      Cluster: optional(fields({ ID: optional(text) })),
      RemoteManagers: optional(listOf(fields({ Addr: optional(text) }))),
    }),
  }),
  swarm: fields({ ID: name }),
  nodes: listOf(swarmNode),
  services: listOf(service),
  service,
  tasks: listOf(task),
  networks: listOf(network),
  configs: listOf(config),
  config,
  secrets: listOf(secret),
  volumes: fields({ Volumes: nullable(listOf(fields({ Name: name, Labels: labels }))) }),
  containers: listOf(fields({ Id: name, Labels: labels })),
  container,
  image: fields({ Id: name }),
  /** GET /distribution/{name}/json: what a registry told. */
  distribution: fields({
    Descriptor: fields({ digest: matching(/^sha256:[0-9a-f]{64}$/, 'a sha256 digest') }),
    Platforms: optional(listOf(fields({ os: optional(text), architecture: optional(text) }))),
  }),
  /** What was made: `ID` of swarm objects, `Id` of the others. */
  made: either(fields({ ID: name }), fields({ Id: name })),
  updated: optional(fields({ Warnings: optional(listOf(text)) })),
  execEnded: fields({ ExitCode: optional(number) }),
  /** Whatever stands there: nobody looks into it. */
  done: anything,
} as const satisfies Readonly<Record<string, Shape>>;
