import { expect, test } from '@jest/globals';
import { DockerError } from '../../src/model/docker-error.js';
import { Secret } from '../../src/model/secret.js';
import type { ServiceSpec } from '../../src/model/service-spec.js';
import type { Docker, DockerEvent, Raw } from '../../src/tools/docker.js';

/** What is promised of a Docker API: run against the fake one and against real ones, so that the fake cannot drift. */
export interface ContractSubject {
  /** A manager of a swarm that has none of the contract's objects. */
  docker(): Docker;
  /** An image that runs until it is stopped. */
  readonly image: string;
}

export function describeDockerContract(subject: ContractSubject): void {
  test('gives a config once: the second of one name is refused with 409', async () => {
    const docker = subject.docker();
    const id = await docker.createConfig({ Name: 'once', Labels: { a: '1' }, Data: 'eA==' });
    await expect(docker.createConfig({ Name: 'once', Labels: {}, Data: 'eQ==' })).rejects.toMatchObject({
      status: 409,
    });
    const [found] = await docker.configs({ name: 'once' });
    expect(found).toMatchObject({ ID: id, Spec: { Name: 'once', Labels: { a: '1' }, Data: 'eA==' } });
    await docker.removeConfig(id);
    expect(await docker.configs({ name: 'once' })).toEqual([]);
  });

  test('lets only one of two win who change labels from the same index', async () => {
    const docker = subject.docker();
    const id = await docker.createConfig({ Name: 'race', Labels: {}, Data: 'eA==' });
    const index = indexOf(await docker.config(id));
    const changes = ['ada', 'bo'].map((by) =>
      docker.updateConfigLabels(id, index, { Name: 'race', Labels: { by }, Data: 'eA==' }),
    );
    const results = await Promise.allSettled(changes);
    expect(results.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const after = await docker.config(id);
    expect(indexOf(after)).toBeGreaterThan(index);
    await docker.removeConfig(id);
  });

  test("refuses a config's new data, whatever the index", async () => {
    const docker = subject.docker();
    const id = await docker.createConfig({ Name: 'fixed', Labels: {}, Data: 'eA==' });
    const index = indexOf(await docker.config(id));
    const change = docker.updateConfigLabels(id, index, { Name: 'fixed', Labels: {}, Data: 'eXl5' });
    await expect(change).rejects.toMatchObject({ name: 'DockerError', status: 400 });
    await docker.removeConfig(id);
  });

  test('answers 404 to what is not there', async () => {
    const docker = subject.docker();
    for (const gone of [
      docker.service('nix'),
      docker.config('nix'),
      docker.removeService('nix'),
      docker.removeConfig('nix'),
      docker.removeSecret('nix'),
      docker.removeNetwork('nix'),
    ])
      await expect(gone).rejects.toMatchObject({ name: 'DockerError', status: 404 });
    expect(await docker.image('nix:1')).toBeUndefined();
  });

  test('never gives a secret back, and takes its name once', async () => {
    const docker = subject.docker();
    const data = new Secret('hunter2');
    const id = await docker.createSecret({ Name: 'quiet', Labels: { 'com.docker.stack.namespace': 'one' }, data });
    await expect(docker.createSecret({ Name: 'quiet', Labels: {}, data })).rejects.toMatchObject({ status: 409 });
    const found = await docker.secrets({ stack: 'one' });
    expect(found.map((secret) => (secret['Spec'] as Raw)['Name'])).toEqual(['quiet']);
    expect(JSON.stringify(found)).not.toContain(Buffer.from('hunter2').toString('base64'));
    await docker.removeSecret(id);
  });

  test('refuses a service whose network, secret or name is not right', async () => {
    const docker = subject.docker();
    const nowhere = { ...specOf('lost', subject.image) };
    const template = { ...nowhere.TaskTemplate, Networks: [{ Target: 'nix' }] };
    await expect(docker.createService({ ...nowhere, TaskTemplate: template })).rejects.toBeInstanceOf(DockerError);
    const id = await docker.createService(specOf('twice', subject.image));
    await expect(docker.createService(specOf('twice', subject.image))).rejects.toMatchObject({ status: 409 });
    await docker.removeService(id);
  });

  test('runs a service, replaces its tasks on an update, and refuses an update from an old index', async () => {
    const docker = subject.docker();
    const network = await docker.createNetwork({ Name: 'web_default', Driver: 'overlay', Labels: stackLabels });
    const spec = specOf('web_app', subject.image, [{ Target: 'web_default', Aliases: ['app'] }]);
    const id = await docker.createService(spec);
    const first = await runningTasks(docker, id, 1);
    const before = await docker.service(id);
    expect(before).toMatchObject({ ID: id, Spec: { Name: 'web_app', Labels: stackLabels } });
    expect(targetsOf(before)).toEqual([network]);

    const next = specOf('web_app', subject.image, [{ Target: 'web_default' }], ['X=1']);
    expect(await docker.updateService(id, indexOf(before), next)).toEqual([]);
    await expect(docker.updateService(id, indexOf(before), next)).rejects.toMatchObject({ status: 500 });
    const updated = await settled(docker, id);
    expect(updated).toMatchObject({ PreviousSpec: { Name: 'web_app' }, UpdateStatus: { State: 'completed' } });
    const second = await runningTasks(docker, id, 1);
    expect(second).not.toEqual(first);
    expect(await docker.container(await containerOf(docker, second[0]))).toMatchObject({ State: { Running: true } });
    expect(await docker.container('no-such-container')).toBeUndefined();

    await expect(docker.removeNetwork(network)).rejects.toMatchObject({ status: 400 });
    expect(await docker.services({ stack: 'web' })).toHaveLength(1);
    await docker.removeService(id);
    expect(await docker.services({ stack: 'web' })).toEqual([]);
    await until(async () => {
      await docker.removeNetwork(network);
      return true;
    });
  });

  test('lists services and tasks of several stacks, with those whose name begins alike', async () => {
    const docker = subject.docker();
    const names = ['one_app', 'one_db', 'one_more_app', 'two_app', 'three_app'];
    const made: string[] = [];
    for (const name of names) made.push(await docker.createService(specOf(name, subject.image)));
    await until(async () => (await docker.tasks()).length >= names.length || undefined);
    const services = await docker.services({ stacks: ['one', 'two'] });
    expect(services.map((one) => (one['Spec'] as Raw)['Name']).sort()).toEqual(names.slice(0, 4).sort());
    const tasks = await docker.tasks({ stacks: ['one', 'two'] });
    expect(tasks.map((one) => one['ServiceID']).sort()).toEqual(made.slice(0, 4).sort());
    for (const id of made) await docker.removeService(id);
  });

  test('tells of a service that was made, as it happens', async () => {
    const docker = subject.docker();
    const stop = new AbortController();
    const heard: DockerEvent[] = [];
    const listening = (async () => {
      for await (const event of docker.events(stop.signal, { type: ['service'] })) heard.push(event);
    })();
    const made: string[] = [];
    // Services of the tests before may still be told as removed.
    const created = () => heard.find(({ Action, Actor }) => Action === 'create' && made.includes(Actor.ID));
    // Nobody says from when on events are listened to, so one service after the other is made.
    for (let number = 0; number < 60 && !created(); number += 1) {
      made.push(await docker.createService(specOf(`heard-${number}`, subject.image)));
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    const name = `heard-${made.indexOf(created()?.Actor.ID ?? '')}`;
    expect(created()).toMatchObject({ Type: 'service', Actor: { Attributes: { name } } });
    stop.abort();
    await listening;
    for (const id of made) await docker.removeService(id);
  });

  test('tells of a container that starts, and of which service it is', async () => {
    const docker = subject.docker();
    const stop = new AbortController();
    const heard: DockerEvent[] = [];
    const listening = (async () => {
      for await (const event of docker.events(stop.signal, { type: ['container'] })) heard.push(event);
    })();
    const made: string[] = [];
    // Containers of services that were just removed may still start.
    const started = () => heard.find(({ Action, Actor }) => Action === 'start' && isOurs(Actor.Attributes));
    for (let number = 0; number < 20 && !started(); number += 1) {
      const id = await docker.createService(specOf(`starts-${number}`, subject.image));
      made.push(id);
      await runningTasks(docker, id, 1);
    }
    const Attributes = expect.objectContaining({ 'com.docker.swarm.task.id': expect.any(String) });
    expect(started()).toMatchObject({ Type: 'container', Actor: { ID: expect.any(String), Attributes } });
    stop.abort();
    await listening;
    for (const id of made) await docker.removeService(id);
  });
}

function isOurs(attributes: DockerEvent['Actor']['Attributes']): boolean {
  return attributes['com.docker.swarm.service.name']?.startsWith('starts-') ?? false;
}

const stackLabels = { 'com.docker.stack.namespace': 'web' };

function specOf(
  name: string,
  image: string,
  ...[Networks, Env]: [{ Target: string; Aliases?: string[] }[]?, string[]?]
): ServiceSpec {
  const ContainerSpec = { Image: image, StopGracePeriod: 0, ...(Env ? { Env } : {}) };
  const Labels = name.startsWith('web_') ? stackLabels : {};
  return { Name: name, Labels, TaskTemplate: { ContainerSpec, ...(Networks ? { Networks } : {}) } };
}

function indexOf(object: Raw): number {
  return (object['Version'] as { Index: number }).Index;
}

function targetsOf(service: Raw): string[] {
  const { TaskTemplate } = service['Spec'] as ServiceSpec;
  return (TaskTemplate.Networks ?? []).map((network) => network.Target);
}

async function runningTasks(docker: Docker, service: string, count: number): Promise<string[]> {
  return until(async () => {
    const tasks = await docker.tasks({ service });
    const running = tasks.filter((task) => task['DesiredState'] === 'running' && stateOf(task) === 'running');
    return running.length === count ? running.map((task) => task['ID'] as string) : undefined;
  });
}

/** Id of the container that a task of this node runs in. */
async function containerOf(docker: Docker, task: string | undefined): Promise<string> {
  const [found] = await docker.tasks({ id: task ?? '' });
  const { ContainerStatus } = found?.['Status'] as { readonly ContainerStatus?: { readonly ContainerID?: string } };
  return ContainerStatus?.ContainerID ?? '';
}

function stateOf(task: Raw): unknown {
  return (task['Status'] as Raw)['State'];
}

async function settled(docker: Docker, id: string): Promise<Raw> {
  return until(async () => {
    await docker.tasks({ service: id });
    const service = await docker.service(id);
    return (service['UpdateStatus'] as Raw | undefined)?.['State'] === 'updating' ? undefined : service;
  });
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 150; tries++) {
    const found = await look().catch(() => undefined);
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('it did not come to pass within 30 s');
}
