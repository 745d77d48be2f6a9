import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { cutCable, healCable } from '../../src/lab/cable.js';
import { startNode, stopNode } from '../../src/lab/node-power.js';
import { putImages } from '../../src/lab/put-images.js';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import { expectSoon } from './support/expect-soon.js';
import { useLab } from './support/lab.js';
import { plainRecipe } from './support/plain-recipe.js';
import { makeTestRegion, type TestRegion } from './support/test-region.js';

describe('a node that cannot be reached', () => {
  const fixture = useLab({ nodes: 3 });
  const calls = new Set<Socket>();
  let region: TestRegion;
  let silent: Server;
  beforeAll(async () => {
    await putImages(fixture.tools, fixture.lab, [
      makeSmallImage('small:1', { kind: 'ok' }),
      makeSmallImage('small:2', { kind: 'ok', says: 'two' }),
      makeSmallImage('slow:1', { kind: 'healthy-after', seconds: 15 }),
    ]);
    region = makeTestRegion(fixture);
    const tags = { '1.0.0+1': 'small:1', '1.1.0+2': 'slow:1', '1.2.0+3': 'small:2' };
    region.recipe(
      'small',
      plainRecipe(Object.entries(tags).map(([tag, image]) => ({ tag, services: { app: { image } } }))),
    );
    silent = createServer((socket) => calls.add(socket)).listen(0, fixture.lab.gateway);
    want({ wiki: '1.0.0+1', pad: '1.0.0+1', blog: '1.0.0+1' });
    expect(await apply()).toMatchObject({ exitCode: 0 });
  });
  afterAll(() => {
    for (const socket of calls) socket.destroy();
    silent.close();
    region.remove();
  });

  const places: Readonly<Record<string, string>> = { wiki: 'one', pad: 'two', blog: 'three' };

  function want(versions: Readonly<Record<string, string>>, more = ''): void {
    const apps = Object.entries(versions).map(
      ([name, version]) => `  ${name}: { recipe: ../small, version: ${version}, node: ${places[name] ?? name} }`,
    );
    region.write(apps.join('\n'), more);
  }

  function apply(...more: readonly string[]) {
    return region.tend('apply', '--yes', ...more);
  }

  function version(node: number, app: string): Promise<string> {
    const label = `{{index .Spec.Labels "coop-cloud.${app}_test_example.version"}}`;
    return fixture.docker(node, 'service', 'inspect', `${app}_test_example_app`, '--format', label);
  }

  /** Further nodes: one that takes the call and never answers, one that shows another key. */
  function strangeNodes(): string {
    const { hostKey } = fixture.node(2);
    const { port } = silent.address() as AddressInfo;
    return [
      `  hang: { host: ${fixture.lab.gateway}, port: ${port}, hostKey: ${hostKey} }`,
      `  changed: { host: ${fixture.node(3).address}, user: root, hostKey: ${hostKey}, identityFile: ${fixture.lab.key} }`,
    ].join('\n');
  }

  test('costs only its own time-out: the others go on, and it is named', async () => {
    await stopNode(fixture.tools, fixture.node(2));
    want({ wiki: '1.2.0+3', pad: '1.2.0+3', blog: '1.0.0+1', hang: '1.0.0+1' }, strangeNodes());
    const done = await apply();
    expect(done).toMatchObject({ exitCode: 4 });
    expect(await version(1, 'wiki')).toBe('1.2.0+3');
    // A kernel that looked for the server's Ethernet address in vain may say so before the time is over.
    expect(done.stdout).toMatch(
      /two\n +! (?:no answer on port 22 after \d+ s|there is no way to \S+ from here): nothing is planned here/,
    );
    expect(done.stdout).toMatch(/hang\n +! port \d+ takes the call, but no ssh answers .*: nothing is planned here/);
    expect(done.stdout).toContain('3 nodes not reached');
    expect(done.seconds).toBeLessThan(120);
    const json = JSON.parse((await region.tend('plan', '--json')).stdout) as { unreachable: { node: string }[] };
    expect(json.unreachable.map(({ node }) => node)).toEqual(['two', 'hang', 'changed']);
  });

  test('is refused where its host key changed, naming both fingerprints', async () => {
    want({ wiki: '1.2.0+3' }, strangeNodes());
    const plan = await region.tend('plan', '--node', 'changed');
    expect(plan).toMatchObject({ exitCode: 4 });
    expect(plan.stdout.match(/SHA256:[\w+/]{43}/g)).toHaveLength(2);
    expect(plan.stdout).toContain('tend node add changed --replace');
  });

  test('is told in the status from the record, with what was there', async () => {
    want({ wiki: '1.2.0+3', pad: '1.2.0+3', blog: '1.0.0+1' });
    const status = await region.tend('status');
    expect(status.stdout).toMatch(/two: .*What is known from the record of /);
    expect(status.stdout).toMatch(/two +pad +1\.0\.0 ↑1\.2\.0 +\?/);
    expect(status.stdout).toContain('two does not answer (tend doctor --node two)');
    const apps = JSON.parse((await region.tend('status', '--json')).stdout) as {
      nodes: { node: string; lastSeen?: string; apps: object[] }[];
    };
    expect(apps.nodes.find(({ node }) => node === 'two')).toMatchObject({ apps: [{ app: 'pad', version: '1.0.0+1' }] });
    expect(apps.nodes.find(({ node }) => node === 'two')?.lastSeen).toMatch(/^\d{4}-/);
  });

  test('gets what it missed once it is back', async () => {
    await startNode(fixture.tools, fixture.lab, fixture.node(2));
    await expectSoon(async () => (await region.tend('plan', '--node', 'two')).exitCode === 0);
    expect(await apply('--node', 'two')).toMatchObject({ exitCode: 0 });
    expect(await version(2, 'pad')).toBe('1.2.0+3');
  });

  test('in the middle of an apply: the outcome is recorded as unknown, and the next apply goes on', async () => {
    want({ wiki: '1.2.0+3', pad: '1.2.0+3', blog: '1.1.0+2' });
    const running = region.start(['apply', '--yes', '--app', 'blog']);
    await expectSoon(async () => (await version(3, 'blog')) === '1.1.0+2');
    await cutCable(fixture.tools, fixture.node(3).cable);
    const done = await running;
    await healCable(fixture.tools, fixture.node(3).cable);
    expect(done).toMatchObject({ exitCode: 4 });
    expect(done.stderr).toContain('the node could not be looked at afterwards');
    expect(region.entries().at(-1)).toMatchObject({ type: 'outcome', app: 'blog', result: 'unknown', observed: null });
    want({ wiki: '1.2.0+3', pad: '1.2.0+3', blog: '1.2.0+3' });
    const next = await apply('--app', 'blog');
    expect(next).toMatchObject({ exitCode: 0 });
    expect(await version(3, 'blog')).toBe('1.2.0+3');
    expect(next.seconds).toBeLessThan(150);
    expect(await fixture.docker(3, 'config', 'ls', '-q')).toBe('');
  });
});
