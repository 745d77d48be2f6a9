import { createHash } from 'node:crypto';
import { DockerError } from '../../src/model/docker-error.js';
import { KnownError } from '../../src/model/known-error.js';
import type { Docker, DockerEvent, Raw, RegistryAuth } from '../../src/tools/docker.js';
import { copy, makeFakeSwarm, matches, type FakeDockerOptions, type StoredService } from './fake-swarm.js';

export interface FakeDocker {
  readonly docker: Docker;
  /** Every changing call, in order: `createService web_app`. */
  readonly calls: string[];
  /** Credentials that came along, by call. */
  readonly auths: Map<string, RegistryAuth>;
  /** Images that are on the node. */
  readonly images: Set<string>;
  readonly secrets: Map<string, string>;
  readonly logs: Map<string, string[]>;
  /** Makes calls of this method fail from now on; undefined: they work again. */
  readonly failing: (method: keyof Docker, error: Error | undefined) => void;
  /** Runs before each call of this method: to change something at that very moment, or to throw. */
  readonly before: (method: keyof Docker, hook: (call: number) => void) => void;
  /** Lets everything that is under way come to its end. */
  readonly settle: () => void;
  /** Makes a volume, as a task that once ran would have. */
  readonly addVolume: (name: string, stack?: string) => void;
}

/** A Docker API of one swarm in memory, true to Docker 20.10 as far as test/support/docker-contract.ts asks. */
export function makeFakeDocker(options: FakeDockerOptions = {}): FakeDocker {
  const swarm = makeFakeSwarm(options);
  const { state, stored, shown, find, listed, refuseTaken, refuseStale, refuseUsed, touch, tell } = swarm;
  const calls: string[] = [];
  const auths = new Map<string, RegistryAuth>();
  const images = new Set<string>();
  const secretValues = new Map<string, string>();
  const logs = new Map<string, string[]>();
  const failures = new Map<keyof Docker, Error>();
  const hooks = new Map<keyof Docker, { hook: (call: number) => void; count: number }>();

  function called(method: keyof Docker, name: string, auth?: RegistryAuth): void {
    calls.push(`${method} ${name}`);
    if (auth) auths.set(`${method} ${name}`, auth);
  }

  const docker: Docker = {
    transport: 'local',
    info: async () => ({
      ServerVersion: '20.10.24+dfsg1',
      DockerRootDir: '/var/lib/docker',
      Swarm: {
        NodeID: 'node1',
        LocalNodeState: 'active',
        ControlAvailable: true,
        Cluster: { ID: options.swarmId ?? 'swarm1' },
      },
    }),
    swarm: async () => ({ ID: options.swarmId ?? 'swarm1' }),
    nodes: async () =>
      swarm.servers.map((Hostname, index) => ({
        ID: `node${index + 1}`,
        Spec: { Role: index === 0 ? 'manager' : 'worker', Availability: 'active' },
        Description: { Hostname },
        Status: { State: 'ready' },
      })),
    services: async (filter) => {
      swarm.look();
      return [...state.services.values()]
        .map(swarm.showService)
        .filter((one) => matches(one, one['Spec'] as Raw, filter));
    },
    service: async (id) => swarm.showService(find('service', state.services, id)),
    tasks: async (filter) => {
      swarm.look();
      return [...state.tasks.values()]
        .filter((task) => swarm.ofService(task, filter) && (filter?.id === undefined || task.ID.startsWith(filter.id)))
        .map(swarm.showTask);
    },
    networks: async (filter) =>
      [...state.networks.values()].map(swarm.showNetwork).filter((one) => matches(one, one, filter)),
    configs: async (filter) => listed(state.configs, filter),
    config: async (id) => shown(find('config', state.configs, id)),
    secrets: async (filter) => listed(state.secrets, filter),
    volumes: async (filter) => [...state.volumes.values()].filter((one) => matches(one, one, filter)),
    containers: async (filter) =>
      [...state.tasks.values()]
        .filter((task) => task.state === 'running' && swarm.ofService(task, filter))
        .map((task) => ({ Id: `container-${task.ID}`, Labels: { 'com.docker.swarm.task.id': task.ID } })),
    container: async (id) => swarm.showContainer(id),
    image: async (reference) => (images.has(reference) ? { RepoDigests: [reference] } : undefined),
    resolveImage: async (reference, auth) => {
      if (auth) auths.set(`digest ${reference}`, auth);
      if (options.missingImages?.includes(reference)) throw new DockerError(404, 'manifest unknown');
      return {
        digest: `sha256:${createHash('sha256').update(reference).digest('hex')}`,
        platforms: [{ OS: 'linux', Architecture: 'amd64' }],
      };
    },
    logLines: async (what, tail) => (logs.get('task' in what ? what.task : what.service) ?? []).slice(-tail),
    followLogs: (what, tail, signal) => followed(logs, 'task' in what ? what.task : what.service, { tail, signal }),
    events: (signal, filter) => eventsUntil(state.listeners, signal, filter?.type),
    freeBytes: async () => options.freeBytes ?? 50e9,
    freeMemory: async () => ({ total: 8e9, free: options.freeMemory ?? 6e9 }),

    createService: async (spec, auth) => {
      refuseTaken('service', state.services, spec.Name);
      const service: StoredService = { ...stored(swarm.accepted(spec)), looksLeft: 0 };
      state.services.set(service.ID, service);
      called('createService', spec.Name, auth);
      swarm.startTasks(service);
      tell(service, 'create');
      return service.ID;
    },
    updateService: async (...[id, index, spec, auth]) => {
      const service = find('service', state.services, id);
      refuseStale(service, index);
      const next = copy(swarm.accepted(spec));
      const restarts = JSON.stringify(next.TaskTemplate) !== JSON.stringify(service.Spec.TaskTemplate);
      service.previous = service.Spec;
      service.Spec = next;
      touch(service);
      called('updateService', spec.Name, auth);
      service.update = restarts
        ? { State: 'updating', Message: 'update in progress' }
        : { State: 'completed', Message: 'update completed' };
      if (restarts) swarm.startTasks(service);
      tell(service, 'update');
      return [];
    },
    removeService: async (id) => {
      const service = find('service', state.services, id);
      state.services.delete(service.ID);
      for (const task of swarm.tasksOf(service)) state.tasks.delete(task.ID);
      called('removeService', service.Spec.Name);
      tell(service, 'remove');
    },
    createNetwork: async (spec) => {
      refuseTaken('network', state.networks, spec.Name);
      called('createNetwork', spec.Name);
      return swarm.addNetwork({ ...spec }, spec.Driver === 'overlay').ID;
    },
    removeNetwork: async (id) => {
      const network = find('network', state.networks, id);
      refuseUsed('network', network.ID);
      state.networks.delete(network.ID);
      called('removeNetwork', String(network.Spec['Name']));
    },
    createConfig: async (spec) => {
      refuseTaken('config', state.configs, spec.Name);
      const config = stored<Raw>({ ...spec });
      state.configs.set(config.ID, config);
      called('createConfig', spec.Name);
      return config.ID;
    },
    updateConfigLabels: async (id, index, spec) => {
      const config = find('config', state.configs, id);
      if (spec.Data && spec.Data !== config.Spec['Data'])
        throw new DockerError(400, 'only updates to Labels are allowed');
      refuseStale(config, index);
      config.Spec = { ...config.Spec, Labels: { ...spec.Labels } };
      touch(config);
      called('updateConfigLabels', spec.Name);
    },
    removeConfig: async (id) => {
      const config = find('config', state.configs, id);
      refuseUsed('config', config.ID);
      state.configs.delete(config.ID);
      called('removeConfig', String(config.Spec['Name']));
    },
    createSecret: async ({ Name, Labels, data }) => {
      refuseTaken('secret', state.secrets, Name);
      const secret = stored<Raw>({ Name, Labels });
      state.secrets.set(secret.ID, secret);
      secretValues.set(Name, data.reveal());
      called('createSecret', Name);
      return secret.ID;
    },
    removeSecret: async (id) => {
      const secret = find('secret', state.secrets, id);
      refuseUsed('secret', secret.ID);
      state.secrets.delete(secret.ID);
      called('removeSecret', String(secret.Spec['Name']));
    },
    pullImage: async (reference, auth, onProgress) => {
      called('pullImage', reference, auth);
      if (options.missingImages?.includes(reference))
        throw new KnownError('IMAGE_PULL_FAILED', `the image ${reference} could not be pulled`, {
          tryThis: ['tend doctor'],
        });
      onProgress?.('1 of 1 MB');
      images.add(reference);
    },
    exec: async (container, command) => {
      called('exec', `${container} ${command.join(' ')}`);
      return options.exec?.(command) ?? { exitCode: 0, output: '' };
    },
  };

  return {
    docker: withHooks(docker, failures, hooks),
    calls,
    auths,
    images,
    secrets: secretValues,
    logs,
    failing: (method, error) => void (error ? failures.set(method, error) : failures.delete(method)),
    before: (method, hook) => void hooks.set(method, { hook, count: 0 }),
    settle() {
      for (const service of state.services.values()) if (service.looksLeft > 0) swarm.settleService(service);
    },
    addVolume: swarm.addVolume,
  };
}

function withHooks(
  docker: Docker,
  failures: Map<keyof Docker, Error>,
  hooks: Map<keyof Docker, { hook: (call: number) => void; count: number }>,
): Docker {
  return new Proxy(docker, {
    get(target, method: keyof Docker) {
      const real = Reflect.get(target, method) as unknown;
      if (typeof real !== 'function' || method === 'events' || method === 'followLogs') return real;
      return async (...words: unknown[]) => {
        const hooked = hooks.get(method);
        hooked?.hook(++hooked.count);
        const failure = failures.get(method);
        if (failure) throw failure;
        return (real as (...all: unknown[]) => unknown)(...words);
      };
    },
  });
}

async function* followed(
  logs: Map<string, string[]>,
  of: string,
  { tail, signal }: { tail: number; signal: AbortSignal },
): AsyncGenerator<string> {
  yield* (logs.get(of) ?? []).slice(-tail);
  await aborted(signal);
}

async function* eventsUntil(
  listeners: Set<(event: DockerEvent) => void>,
  signal: AbortSignal,
  types?: readonly string[],
): AsyncGenerator<DockerEvent> {
  const waiting: DockerEvent[] = [];
  let wake: (() => void) | undefined;
  function listener(event: DockerEvent): void {
    if (types?.includes(event.Type) === false) return;
    waiting.push(event);
    wake?.();
  }
  listeners.add(listener);
  signal.addEventListener('abort', () => wake?.(), { once: true });
  while (!signal.aborted) {
    const event = waiting.shift();
    if (event) yield event;
    else await new Promise<void>((resolve) => (wake = resolve));
  }
  listeners.delete(listener);
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
