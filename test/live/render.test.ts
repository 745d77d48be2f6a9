import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { StackSpecs } from '../../src/model/stack-specs.js';
import { compareSpec } from '../../src/plan/compare-spec.js';
import { keepRunningOrder } from '../../src/plan/keep-running-order.js';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import { putImages } from '../../src/lab/put-images.js';
import { renderApp } from '../../src/render/render-app.js';
import { preparedFile, writePrepared } from '../../src/render/write-prepared.js';
import { appOf, recipeOf } from '../render/support/recipe-of.js';
import { runGit } from '../support/git-repo.js';
import { useLab } from './support/lab.js';
import { describeOnDocker, otherPrograms } from './support/other-docker.js';
import { renderCases, type RenderCase } from './support/render-corpus.js';
import { sortLists } from './support/sort-lists.js';
import { stacksOver } from './support/stored-stack.js';

const bundles = join(import.meta.dirname, '../../../shared/vectors/recipes');
const place = mkdtempSync(join(tmpdir(), 'tend-render-'));
const others = otherPrograms?.folder;
const clients = ['/usr/bin/docker', '/usr/local/bin/docker', ...(others ? [`${others}/usr/bin/docker`] : [])].filter(
  (path) => existsSync(path),
);
const withBundles = existsSync(bundles);

if (withBundles)
  for (const name of ['go-ssb-room', 'llamenos', 'traefik'])
    runGit(place, 'clone', '--quiet', join(bundles, `${name}.bundle`), join(place, name));

describeOnDocker('what is rendered is what docker stack deploy stores', () => {
  const fixture = useLab({ nodes: 1 });
  let stacks: ReturnType<typeof stacksOver>;
  let socket = '';

  beforeAll(async () => {
    socket = await fixture.socket(1);
    stacks = stacksOver(fixture.tools.dockerSocket, socket);
    for (const name of ['proxy', 'external-network', 'my-cool-network'])
      await stacks.make('/networks/create', { Name: name, Driver: 'overlay' });
  });
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  /** Deploys with a client that sees nothing of this machine's environment. */
  async function deploy(
    client: string,
    stack: string,
    { files, resolve = 'never' }: { readonly files: ReadonlyMap<string, Uint8Array>; readonly resolve?: string },
  ): Promise<void> {
    const folder = mkdtempSync(join(place, 'prepared-'));
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    const file = join(folder, preparedFile);
    const words = ['stack', 'deploy', '--resolve-image', resolve, '-c', file, stack];
    const done = await fixture.tools.programs.run('env', [
      '-i',
      'HOME=/nonexistent',
      client,
      '-H',
      `unix://${socket}`,
      ...words,
    ]);
    if (done.exitCode !== 0) throw new Error(done.stderr);
  }

  async function makeExternal(specs: StackSpecs): Promise<void> {
    const there = await stacks.names('secrets');
    for (const { name, external } of specs.secrets)
      if (external && !there.has(name)) await stacks.make('/secrets/create', { Name: name, Data: 'eA==' });
    const configs = await stacks.names('configs');
    for (const Name of specs.externalConfigs)
      if (!configs.has(Name)) await stacks.make('/configs/create', { Name, Data: 'eA==' });
  }

  async function drain(availability: 'drain' | 'active'): Promise<void> {
    await fixture.docker(1, 'node', 'update', '--availability', availability, fixture.node(1).name);
  }

  const cases = renderCases(withBundles ? place : undefined);
  const table = clients.flatMap((client) => cases.map((one) => [one.name, client, one] as const));

  test.each(table)('%s, by %s', async (_name, client, { recipe, app }: RenderCase) => {
    await drain('drain');
    const rendered = renderApp(recipe(), appOf({ stack: 'same', ...app }));
    await makeExternal(rendered.specs);
    await deploy(client, 'same', { files: writePrepared(rendered.prepared) });
    const theirs = await stacks.stored('same');
    const differing = rendered.specs.services.map((spec) => {
      const running = theirs[spec.Name];
      return running ? compareSpec(running, spec) : [spec.Name];
    });
    await stacks.remove('same');
    await stacks.put(rendered.specs);
    const stored = await stacks.stored('same');
    await stacks.remove('same');
    expect(sortLists(stored)).toEqual(sortLists(theirs));
    expect(differing.flat()).toEqual([]);
  });

  test.each(clients)('a redeploy by %s over ours, or by us over it, restarts no task', async (client) => {
    const stack = `still-${clients.indexOf(client)}`;
    await drain('active');
    await putImages(fixture.tools, fixture.lab, [makeSmallImage('still:1', { kind: 'ok' })]);
    const text = `
services:
  app:
    image: still:1
    environment: {B: "1", A: "2"}
    volumes: ["one:/z", "two:/a"]
    networks: {inner: {aliases: [y, x]}}
    deploy: {endpoint_mode: dnsrr, placement: {constraints: [node.role==manager, node.platform.os==linux]}}
networks: {inner: {}}
volumes: {one: {}, two: {}}
`;
    const plain = renderApp(recipeOf({ 'compose.yml': text }), appOf({ stack }));
    await deploy(client, stack, { files: writePrepared(plain.prepared) });
    const before = await runningTasks(stack);
    await stacks.put(await inRunningOrder(backwards(plain.specs)));
    await deploy(client, stack, { files: writePrepared(plain.prepared) });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await runningTasks(stack)).toEqual(before);
    await stacks.remove(stack);
  });

  test.each(clients)('platforms that %s learns of an image restart no task, nor does their going', async (client) => {
    const stack = `platforms-${clients.indexOf(client)}`;
    await drain('active');
    await putImages(fixture.tools, fixture.lab, [makeSmallImage('still:1', { kind: 'ok' })]);
    const text = 'services: { app: { image: still:1, deploy: { endpoint_mode: dnsrr } } }';
    const plain = renderApp(recipeOf({ 'compose.yml': text }), appOf({ stack }));
    const files = writePrepared(plain.prepared);
    await deploy(client, stack, { files, resolve: 'always' });
    const before = await runningTasks(stack);
    expect(await platformsOf(stack)).toEqual([{ Architecture: expect.any(String), OS: 'linux' }]);
    await deploy(client, stack, { files, resolve: 'changed' });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await runningTasks(stack)).toEqual(before);
    expect(await platformsOf(stack)).toBeUndefined();
    await stacks.remove(stack);
  });

  async function platformsOf(stack: string): Promise<unknown> {
    const [service] = Object.values(await stacks.stored(stack));
    return service?.TaskTemplate.Placement?.['Platforms'];
  }

  async function inRunningOrder(specs: StackSpecs): Promise<StackSpecs> {
    const running = await stacks.stored(specs.stack);
    return { ...specs, services: specs.services.map((spec) => keepRunningOrder(spec, running[spec.Name] ?? spec)) };
  }

  async function runningTasks(stack: string): Promise<string[]> {
    for (let tries = 0; tries < 600; tries += 1) {
      // Docker 28 refuses the first ones where another stack's network went a moment ago: its addresses are still taken.
      const tasks = (await stacks.tasks(stack)).filter(({ DesiredState }) => DesiredState === 'running');
      if (tasks.length > 0 && tasks.every(({ Status }) => Status.State === 'running')) return tasks.map(({ ID }) => ID);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('the task does not run');
  }
});

/** The same with its lists in another order, as another writing of the recipe would give. */
function backwards(specs: StackSpecs): StackSpecs {
  const text = JSON.stringify(specs.services, (_key, value: unknown) =>
    Array.isArray(value) ? [...value].reverse() : value,
  );
  return { ...specs, services: JSON.parse(text) as StackSpecs['services'] };
}
