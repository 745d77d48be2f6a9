import type { DockerSocket } from '../../../src/tools/docker-socket.js';
import type { ServiceSpec } from '../../../src/model/service-spec.js';
import type { StackSpecs } from '../../../src/model/stack-specs.js';

type Raw = Record<string, unknown>;

/** Looks at and makes stacks over the bare API, with no code of tend between the test and the engine. */
export function stacksOver(docker: DockerSocket, socket: string) {
  async function ask<T = Raw[]>(path: string): Promise<T> {
    return (await docker.request(socket, { method: 'GET', path })).body as T;
  }

  async function make(path: string, body: unknown): Promise<void> {
    const answer = await docker.request(socket, { method: 'POST', path, body });
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  }

  async function names(kind: 'secrets' | 'configs'): Promise<Map<string, string>> {
    const objects = await ask<{ ID: string; Spec: { Name: string } }[]>(`/${kind}`);
    return new Map(objects.map(({ ID, Spec }) => [Spec.Name, ID]));
  }

  /** Service specs of a stack as they are stored, names in the place of ids. */
  async function stored(stack: string): Promise<Record<string, ServiceSpec>> {
    const services = await ask<{ Spec: ServiceSpec }[]>(`/services?filters=${ofStack(stack)}`);
    const ids = services.flatMap(({ Spec }) => (Spec.TaskTemplate.Networks ?? []).map(({ Target }) => Target));
    const networks = new Map<string, string>();
    for (const id of new Set(ids)) networks.set(id, (await ask<{ Name: string }>(`/networks/${id}`)).Name);
    const byName = services.map(
      ({ Spec }) => [Spec.Name, JSON.parse(withoutIds(Spec, networks)) as ServiceSpec] as const,
    );
    return Object.fromEntries(byName.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Fills ids in and creates everything that is not there yet; services that run are updated. */
  async function put(specs: StackSpecs): Promise<void> {
    const there = new Set((await ask<{ Name: string }[]>('/networks')).map(({ Name }) => Name));
    for (const network of specs.networks.filter(({ Name }) => !there.has(Name)))
      await make('/networks/create', network);
    const [secrets, configs] = [await names('secrets'), await names('configs')];
    for (const { spec } of specs.secrets) if (spec && !secrets.has(spec.Name)) await make('/secrets/create', spec);
    for (const spec of specs.configs) if (!configs.has(spec.Name)) await make('/configs/create', spec);
    const ids = { secrets: await names('secrets'), configs: await names('configs') };
    for (const spec of specs.services) await putService(withIds(spec, ids));
  }

  async function putService(spec: Raw): Promise<void> {
    const found = await ask<{ ID: string; Version: { Index: number }; Spec: { Name: string } }[]>('/services');
    const running = found.find(({ Spec }) => Spec.Name === spec['Name']);
    await make(running ? `/services/${running.ID}/update?version=${running.Version.Index}` : '/services/create', spec);
  }

  /** Every task of a stack, those that were replaced included. */
  async function tasks(stack: string): Promise<{ ID: string; DesiredState: string; Status: { State: string } }[]> {
    return ask(`/tasks?filters=${ofStack(stack)}`);
  }

  async function remove(stack: string): Promise<void> {
    for (const kind of ['services', 'configs', 'secrets', 'networks']) {
      const objects = await ask<{ ID?: string; Id?: string }[]>(`/${kind}?filters=${ofStack(stack)}`);
      for (const { ID, Id } of objects) await removeOne(`/${kind}/${ID ?? Id ?? ''}`);
    }
  }

  /** A network goes only after the last task on it. */
  async function removeOne(path: string): Promise<void> {
    for (let tries = 0; tries < 600; tries += 1) {
      if ((await docker.request(socket, { method: 'DELETE', path })).status < 400) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${path} does not go`);
  }

  return { ask, make, names, stored, put, tasks, remove };
}

function ofStack(stack: string): string {
  return encodeURIComponent(JSON.stringify({ label: [`com.docker.stack.namespace=${stack}`] }));
}

function withoutIds(spec: ServiceSpec, networks: ReadonlyMap<string, string>): string {
  return JSON.stringify(spec, (key, value: unknown) => {
    if (key === 'SecretID' || key === 'ConfigID') return undefined;
    return key === 'Target' && typeof value === 'string' ? (networks.get(value) ?? value) : value;
  });
}

function withIds(spec: ServiceSpec, ids: { secrets: Map<string, string>; configs: Map<string, string> }): Raw {
  const copy = structuredClone<unknown>(spec) as {
    TaskTemplate: { ContainerSpec: { Secrets?: Raw[]; Configs?: Raw[] } };
  };
  const { Secrets = [], Configs = [] } = copy.TaskTemplate.ContainerSpec;
  for (const secret of Secrets) secret['SecretID'] = ids.secrets.get(secret['SecretName'] as string);
  for (const config of Configs) config['ConfigID'] = ids.configs.get(config['ConfigName'] as string);
  return copy;
}
