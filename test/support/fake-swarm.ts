import { createHash } from 'node:crypto';
import { DockerError } from '../../src/model/docker-error.js';
import type { ServiceSpec, TaskTemplate } from '../../src/model/service-spec.js';
import type { DockerEvent, ListFilter, Raw } from '../../src/tools/docker.js';

/** How the tasks of a service fare with a spec; `unhealthy`: its check fails, they are stopped, exit with 0, and others come. */
export type Fate = 'runs' | 'fails' | 'rolls-back' | 'pauses' | 'hangs' | 'waits' | 'unhealthy';

export interface FakeDockerOptions {
  readonly swarmId?: string;
  /** Names of the servers of the swarm, the manager first. */
  readonly servers?: readonly string[];
  /** Decides how the tasks of a spec fare; default: they run. */
  readonly fate?: (spec: ServiceSpec) => Fate;
  /** Looks (lists of tasks or services) that pass before a change has settled; default 1. */
  readonly looksToSettle?: number;
  /** What programs in containers do; default: nothing, and well. */
  readonly exec?: (command: readonly string[]) => { readonly exitCode: number; readonly output: string };
  /** Images that no registry has. */
  readonly missingImages?: readonly string[];
  readonly freeBytes?: number;
  readonly freeMemory?: number;
}

export interface Stored<Spec = Raw> {
  readonly ID: string;
  index: number;
  readonly createdAt: string;
  updatedAt: string;
  Spec: Spec;
}

export interface StoredService extends Stored<ServiceSpec> {
  previous?: ServiceSpec;
  update?: { State: string; Message: string };
  looksLeft: number;
}

export interface StoredTask extends Stored<TaskTemplate> {
  readonly serviceId: string;
  readonly slot: number;
  readonly nodeId: string;
  state: string;
  desired: string;
  error?: string;
}

/** What a swarm keeps, and how its tasks come to run. */
export function makeFakeSwarm(options: FakeDockerOptions) {
  const servers = options.servers ?? ['server1'];
  const fateOf = options.fate ?? (() => 'runs');
  const state = {
    clock: Date.UTC(2026, 10, 22, 12),
    index: 10,
    ids: 0,
    services: new Map<string, StoredService>(),
    tasks: new Map<string, StoredTask>(),
    networks: new Map<string, Stored & { Driver: string }>(),
    configs: new Map<string, Stored>(),
    secrets: new Map<string, Stored>(),
    volumes: new Map<string, Raw>(),
    listeners: new Set<(event: DockerEvent) => void>(),
  };
  for (const name of ['ingress', 'bridge']) addNetwork({ Name: name, Labels: {} }, name === 'ingress');

  function now(): string {
    state.clock += 1000;
    return new Date(state.clock).toISOString();
  }

  function newId(): string {
    state.ids += 1;
    return createHash('sha256').update(String(state.ids)).digest('hex').slice(0, 25);
  }

  function stored<Spec>(Spec: Spec): Stored<Spec> {
    const at = now();
    return { ID: newId(), index: ++state.index, createdAt: at, updatedAt: at, Spec: copy(Spec) };
  }

  function shown(object: Stored<unknown>): Raw {
    const { ID, index, createdAt, updatedAt, Spec } = object;
    return { ID, Version: { Index: index }, CreatedAt: createdAt, UpdatedAt: updatedAt, Spec: copy(Spec) };
  }

  function addNetwork(spec: Raw, swarm = true): Stored & { Driver: string } {
    const network = {
      ...stored(spec),
      Driver: (spec['Driver'] as string | undefined) ?? (swarm ? 'overlay' : 'bridge'),
    };
    state.networks.set(network.ID, network);
    return network;
  }

  function showNetwork(network: Stored & { Driver: string }): Raw {
    const { Name, Labels } = network.Spec;
    const Scope = network.Driver === 'overlay' ? 'swarm' : 'local';
    return { Id: network.ID, Name, Labels, Driver: network.Driver, Scope };
  }

  function find<T extends Stored<unknown>>(kind: string, objects: Map<string, T>, idOrName: string): T {
    const found = objects.get(idOrName) ?? [...objects.values()].find((one) => (one.Spec as Raw)['Name'] === idOrName);
    if (!found) throw new DockerError(404, `${kind} ${idOrName} not found`);
    return found;
  }

  function refuseTaken(kind: string, objects: Map<string, Stored<unknown>>, name: string): void {
    const taken = [...objects.values()].some((one) => (one.Spec as Raw)['Name'] === name);
    if (taken) throw new DockerError(409, `${kind} ${name} already exists`);
  }

  function refuseStale(object: Stored<unknown>, index: number): void {
    if (object.index !== index) throw new DockerError(500, 'update out of sequence');
  }

  function refuseUsed(kind: string, id: string): void {
    const used = [...state.services.values()].some((service) => JSON.stringify(service.Spec).includes(`"${id}"`));
    if (used) throw new DockerError(400, `${kind} ${id} is in use by a service`);
  }

  /** The daemon keeps networks by id and checks that secrets and configs exist. */
  function accepted(spec: ServiceSpec): ServiceSpec {
    const container = spec.TaskTemplate.ContainerSpec;
    for (const { SecretID, SecretName } of container.Secrets ?? [])
      if (!state.secrets.has(SecretID ?? '')) throw new DockerError(400, `secret not found: ${SecretName}`);
    for (const { ConfigID, ConfigName } of container.Configs ?? [])
      if (!state.configs.has(ConfigID ?? '')) throw new DockerError(400, `config not found: ${ConfigName}`);
    const networks = spec.TaskTemplate.Networks?.map((network) => ({ ...network, Target: networkId(network.Target) }));
    const withDefaults = { ForceUpdate: 0, Runtime: 'container', ...spec.TaskTemplate };
    const TaskTemplate = { ...withDefaults, ...(networks ? { Networks: networks } : {}) };
    return { Mode: { Replicated: { Replicas: 1 } }, ...spec, Labels: spec.Labels ?? {}, TaskTemplate };
  }

  function networkId(target: string): string {
    const found = [...state.networks.values()].find((one) => one.ID === target || one.Spec['Name'] === target);
    if (!found) throw new DockerError(500, `network ${target} not found`);
    return found.ID;
  }

  function placesOf(spec: ServiceSpec): { slot: number; nodeId: string }[] {
    if (spec.Mode?.Global) return servers.map((_, index) => ({ slot: 0, nodeId: `node${index + 1}` }));
    const replicas = spec.Mode?.Replicated?.Replicas ?? 1;
    return Array.from({ length: replicas }, (_, index) => ({ slot: index + 1, nodeId: 'node1' }));
  }

  function startTasks(service: StoredService): void {
    for (const task of tasksOf(service)) task.desired = 'shutdown';
    makeTasks(service);
  }

  function makeTasks(service: StoredService): void {
    for (const { slot, nodeId } of placesOf(service.Spec)) {
      const task = { ...stored(withoutRuntime(service.Spec.TaskTemplate)), serviceId: service.ID, slot, nodeId };
      state.tasks.set(task.ID, { ...task, state: 'preparing', desired: 'running' });
    }
    service.looksLeft = options.looksToSettle ?? 1;
  }

  function tasksOf(service: StoredService): StoredTask[] {
    return [...state.tasks.values()].filter((task) => task.serviceId === service.ID);
  }

  function look(): void {
    for (const service of state.services.values()) {
      if (service.looksLeft > 0 && --service.looksLeft === 0) settleService(service);
    }
  }

  function settleService(service: StoredService): void {
    const fate = fateOf(service.Spec);
    if (fate === 'hangs') return void (service.looksLeft = 1);
    if (fate === 'waits')
      return tasksOf(service).forEach((task) => Object.assign(move(task, 'pending'), { error: 'no suitable node' }));
    const current = tasksOf(service).filter((task) => task.desired === 'running');
    if (fate === 'unhealthy') {
      for (const task of current) Object.assign(move(task, 'complete'), { desired: 'shutdown' });
      return makeTasks(service);
    }
    for (const task of tasksOf(service)) if (task.desired === 'shutdown') move(task, 'shutdown');
    if (fate === 'runs') {
      for (const task of current) startContainer(move(task, 'running'), service);
      for (const { Source, Type } of service.Spec.TaskTemplate.ContainerSpec.Mounts ?? [])
        if (Type === 'volume' && Source) addVolume(Source, service.Spec.Labels['com.docker.stack.namespace']);
    } else {
      for (const task of current) Object.assign(move(task, 'failed'), { error: 'task: non-zero exit (1)' });
    }
    settleUpdate(service, fate);
    tell(service, 'update');
  }

  function settleUpdate(service: StoredService, fate: Fate): void {
    if (!service.update) return;
    if (fate === 'runs') service.update = { State: 'completed', Message: 'update completed' };
    if (fate === 'pauses') service.update = { State: 'paused', Message: 'update paused due to failure' };
    if (fate !== 'rolls-back' || !service.previous) return;
    [service.Spec, service.previous] = [service.previous, service.Spec];
    startTasks(service);
    service.looksLeft = 0;
    for (const task of tasksOf(service)) move(task, task.desired === 'running' ? 'running' : 'shutdown');
    service.update = { State: 'rollback_completed', Message: 'rollback completed' };
    touch(service);
  }

  function move(task: StoredTask, to: string): StoredTask {
    task.state = task.state === 'failed' ? 'failed' : to;
    task.updatedAt = now();
    return task;
  }

  function touch(object: Stored<unknown>): void {
    object.index = ++state.index;
    object.updatedAt = now();
  }

  function tell(service: StoredService, Action: string): void {
    const Attributes = { name: service.Spec.Name };
    for (const listener of state.listeners)
      listener({ Type: 'service', Action, Actor: { ID: service.ID, Attributes } });
  }

  function startContainer(task: StoredTask, service: StoredService): void {
    const name = service.Spec.Name;
    const Attributes = {
      name: `${name}.${task.slot}.${task.ID}`,
      'com.docker.swarm.service.name': name,
      'com.docker.swarm.task.id': task.ID,
    };
    for (const listener of state.listeners)
      listener({ Type: 'container', Action: 'start', Actor: { ID: `container-${task.ID}`, Attributes } });
  }

  function addVolume(name: string, stack?: string): void {
    const Labels = stack === undefined ? {} : { 'com.docker.stack.namespace': stack };
    state.volumes.set(name, { Name: name, Driver: 'local', Labels });
  }

  function showService(service: StoredService): Raw {
    return {
      ...shown(service),
      ...(service.previous ? { PreviousSpec: copy(service.previous) } : {}),
      ...(service.update ? { UpdateStatus: service.update } : {}),
    };
  }

  function showTask(task: StoredTask): Raw {
    const isMade = task.state !== 'preparing';
    const ContainerStatus = { ...(isMade ? { ContainerID: `container-${task.ID}` } : {}), ...exitOf(task) };
    const Err = task.error === undefined ? {} : { Err: task.error };
    const Status = { Timestamp: task.updatedAt, State: task.state, Message: task.state, ...Err, ContainerStatus };
    const { serviceId, nodeId, slot } = task;
    const place = { ServiceID: serviceId, NodeID: nodeId, ...(slot ? { Slot: slot } : {}) };
    return { ...shown(task), ...place, Status, DesiredState: task.desired };
  }

  /** With a health check where the tasks of its service become unhealthy. */
  function showContainer(id: string): Raw | undefined {
    const task = state.tasks.get(id.replace(/^container-/, ''));
    const service = task && state.services.get(task.serviceId);
    if (!task || !service || task.nodeId !== 'node1') return undefined;
    const failed = { Status: 'unhealthy', FailingStreak: 3, Log: [{ ExitCode: 1, Output: 'not today\n' }] };
    const Health = fateOf(service.Spec) === 'unhealthy' ? { Health: failed } : {};
    return { Id: id, State: { Running: task.state === 'running', ...Health }, Config: {} };
  }

  function ofService(task: StoredTask, filter: ListFilter | undefined): boolean {
    const service = state.services.get(task.serviceId);
    const { service: wanted, stack, stacks } = filter ?? {};
    const isService = wanted === undefined || wanted === service?.ID || wanted === service?.Spec.Name;
    return (
      isService &&
      startsLike(service?.Spec.Name, stacks) &&
      (stack === undefined || service?.Spec.Labels['com.docker.stack.namespace'] === stack)
    );
  }

  function listed(objects: Map<string, Stored>, filter: ListFilter | undefined): Raw[] {
    return [...objects.values()].map(shown).filter((one) => matches(one, one['Spec'] as Raw, filter));
  }

  return {
    state,
    servers,
    stored,
    shown,
    addNetwork,
    showNetwork,
    find,
    refuseTaken,
    refuseStale,
    refuseUsed,
    accepted,
    startTasks,
    tasksOf,
    look,
    settleService,
    touch,
    tell,
    addVolume,
    showService,
    showTask,
    showContainer,
    ofService,
    listed,
  };
}

/** A task keeps its service's template without the runtime. */
function withoutRuntime(template: TaskTemplate): TaskTemplate {
  return Object.fromEntries(Object.entries(template).filter(([key]) => key !== 'Runtime')) as TaskTemplate;
}

/** Docker looks at the beginning of a name alone. */
function startsLike(name: unknown, stacks: readonly string[] | undefined): boolean {
  return stacks === undefined || stacks.some((stack) => String(name).startsWith(`${stack}_`));
}

export function matches(object: Raw, named: Raw, filter: ListFilter | undefined): boolean {
  const labels = (named['Labels'] ?? {}) as Record<string, string>;
  const { stack, stacks, name, label, id } = filter ?? {};
  const [key = '', value] = label?.split('=', 2) ?? [];
  return (
    (stack === undefined || labels['com.docker.stack.namespace'] === stack) &&
    startsLike(named['Name'], stacks) &&
    (name === undefined || named['Name'] === name) &&
    (id === undefined || String(object['ID'] ?? object['Id']).startsWith(id)) &&
    (label === undefined || (key in labels && (value === undefined || labels[key] === value)))
  );
}

function exitOf({ state, error }: StoredTask): Raw {
  if (error !== undefined) return { ExitCode: 1 };
  return state === 'complete' ? { ExitCode: 0 } : {};
}

export function copy<T>(value: T): T {
  return structuredClone(value);
}
