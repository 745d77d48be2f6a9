import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { putImages } from '../../../src/lab/put-images.js';
import { makeSmallImage } from '../../../src/lab/make-small-image.js';
import { expectSoon } from '../support/expect-soon.js';
import { useLab } from '../support/lab.js';
import { sortLists } from '../support/sort-lists.js';
import { stacksOver } from '../support/stored-stack.js';
import { makeTestRegion, smallRecipe, type TestRegion } from '../support/test-region.js';
import { makeAbraDir, type AbraDir } from './abra-dir.js';
import { standInPath } from '../../support/stand-in.js';

const domain = 'wiki.test.example';
const stack = 'wiki_test_example';
const always = ['--no-domain-checks', '--no-input', '--offline'];

// With the stand-in: whether abra itself does so is what npm run test:abra tells.
describe('people who go on using abra on the same server', () => {
  const fixture = useLab({ nodes: 1 });
  let region: TestRegion;
  let dir: AbraDir;
  beforeAll(async () => {
    const images = ['small:1', 'small:2'].map((name) => makeSmallImage(name, { kind: 'ok' }));
    await putImages(fixture.tools, fixture.lab, images);
    region = makeTestRegion(fixture, { env: { PATH: standInPath } });
    const service = '    stop_grace_period: 1s\n    healthcheck: { test: [CMD, "true"], interval: 500ms }';
    const versions = [
      { tag: '1.0.0+1', image: 'small:1', service, monitor: '500ms' },
      { tag: '1.1.0+2', image: 'small:2', service, monitor: '500ms' },
    ];
    region.recipe('small', smallRecipe(versions));
    dir = makeAbraDir(fixture, standInPath);
    dir.clone('small', join(region.root, 'small'));
    writeEnv('1.0.0+1', 'hello');
    write('swarm');
    expect(await region.tend('apply', '--yes')).toMatchObject({ exitCode: 0 });
  }, 180_000);
  afterAll(() => {
    region.remove();
    dir.remove();
  });

  function write(engine: 'swarm' | 'abra', more = ''): void {
    const app = (name: string, by: string) =>
      `  ${name}:\n    recipe: ../small\n    version: 1.0.0+1\n    node: one\n    engine: ${by}`;
    region.write([app('wiki', engine) + more, app('pad', engine === 'abra' ? 'swarm' : 'abra')].join('\n'));
  }

  function writeEnv(version: string, greeting: string): void {
    const lines = [`TYPE=small:${version}`, `DOMAIN=${domain}`, `GREETING="${greeting}"`, 'SECRET_TOKEN_VERSION=v1'];
    dir.writeEnv(domain, `${lines.join('\n')}\n`);
  }

  async function stored(of: string): Promise<unknown> {
    const all = await stacksOver(fixture.tools.dockerSocket, await fixture.socket(1)).stored(of);
    return sortLists(
      JSON.parse(
        JSON.stringify(all)
          .replaceAll(of, 'STACK')
          .replaceAll(of.split('_')[0] ?? '', 'APP'),
      ),
    );
  }

  function tasks(of = stack): Promise<string> {
    return fixture.docker(1, 'stack', 'ps', '--quiet', of);
  }

  async function deploys(version: string, ...more: readonly string[]): Promise<void> {
    const done = await dir.abra(['app', 'deploy', domain, version, '--force', ...more, ...always]);
    expect(done).toMatchObject({ exitCode: 0 });
  }

  test('find what the engine swarm and the engine abra made side by side, the same but for its name', async () => {
    expect(await stored(stack)).toEqual(await stored('pad_test_example'));
    const list = await dir.abra(['app', 'list', '--machine', '--status', '--no-input', '--offline']);
    expect(JSON.parse(list.stdout)).toMatchObject({
      [dir.server]: { apps: [{ domain, recipe: 'small', status: 'deployed', version: '1.0.0+1', upgrade: '1.1.0+2' }] },
    });
  });

  test('may deploy what tend deployed, and a lock of tend is no hindrance: no spec changes, no task restarts, no drift', async () => {
    const before = { specs: await stored(stack), tasks: await tasks() };
    const lock = ['config', 'create', '--label', `tend.lock=${stack}`, `tend-lock-${'0'.repeat(32)}`, '-'];
    await fixture.tryDocker(1, lock, 'x');
    await deploys('1.0.0+1');
    expect({ specs: await stored(stack), tasks: await tasks() }).toEqual(before);
    expect(await fixture.docker(1, 'config', 'ls', '--format', '{{.Name}}')).toContain('tend-lock-');
    expect((await region.tend('plan')).stdout).toContain('No changes');
  });

  test('may change engines in the manifest: nothing is to be done, and nothing restarts', async () => {
    const before = { specs: await stored(stack), tasks: await tasks(), pad: await tasks('pad_test_example') };
    write('abra');
    const done = await region.tend('apply', '--yes');
    expect(done.stdout).toContain('No changes');
    expect({ specs: await stored(stack), tasks: await tasks(), pad: await tasks('pad_test_example') }).toEqual(before);
  });

  test('change a variable by abra, and by hand what no variable says: it shows as drift, is held, and becomes the wanted state by keep', async () => {
    writeEnv('1.0.0+1', 'good evening');
    await deploys('1.0.0+1');
    await fixture.docker(1, 'service', 'update', '--detach', '--label-add', 'note=by hand', `${stack}_app`);
    const plan = await region.tend('plan');
    expect(plan.stdout).toContain('wiki on one was changed on the server, not by tend (app)');
    const before = await tasks();
    expect((await region.tend('apply', '--yes')).stdout).toContain('1 held');
    expect(await region.tend('keep', 'wiki')).toMatchObject({ exitCode: 0 });
    const manifest = readFileSync(join(region.folder, 'region.yml'), 'utf8');
    expect(manifest).toContain('GREETING: good evening');
    expect(manifest).toMatch(/compose:[^]*note: by hand/);
    expect((await region.tend('plan')).stdout).toContain('No changes');
    expect(await tasks()).toBe(before);
  });

  test('upgrade by abra: --overwrite goes back to what the manifest wants, by abra’s own rollback', async () => {
    const up = await dir.abra(['app', 'upgrade', domain, '1.1.0+2', '--no-converge-checks', ...always]);
    expect(up).toMatchObject({ exitCode: 0 });
    // Not waiting is what abra was told. As long as Swarm is at it, it moves the service's version, and each plan is stale at once.
    const state = ['service', 'inspect', `${stack}_app`, '--format', '{{.UpdateStatus.State}}'];
    await expectSoon(async () => (await fixture.docker(1, ...state)).trim() === 'completed');
    const plan = await region.tend('plan');
    expect(plan.stdout).toContain('not by tend (app)');
    expect(await region.tend('apply', '--yes', '--app', 'wiki', '--overwrite', '--downgrade')).toMatchObject({
      exitCode: 0,
    });
    const list = await dir.abra(['app', 'list', '--machine', '--status', '--no-input', '--offline']);
    expect(JSON.parse(list.stdout)).toMatchObject({ [dir.server]: { apps: [{ version: '1.0.0+1' }] } });
    expect((await region.tend('plan')).stdout).toContain('No changes');
    // What was kept as a piece of compose file goes along where abra deploys.
    const format = '{{.Spec.Labels.note}} {{.Spec.TaskTemplate.ContainerSpec.Env}}';
    const inspected = await fixture.docker(1, 'service', 'inspect', `${stack}_app`, '--format', format);
    expect(inspected).toMatch(/^by hand .*GREETING=good evening/);
  });
});
