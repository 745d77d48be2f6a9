import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execa, type ResultPromise } from 'execa';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { putImages } from '../../src/lab/put-images.js';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import { expectSoon } from './support/expect-soon.js';
import { useLab, type LabFixture } from './support/lab.js';
import { plainRecipe } from './support/plain-recipe.js';
import { makeTestRegion, type TestRegion } from './support/test-region.js';

const password = 'zebra-crossing-4711';
/** The password's bcrypt, as docker-registry wants it. */
const htpasswd = 'merri:$2y$04$mtVl4B4PM2Bjk11qhX7eeO7obIm8/yovmMjuzdGB7d2VRcG.6HPQm\n';

function recipe(region: TestRegion, name: string, ...images: readonly string[]): void {
  const versions = images.map((image, index) => ({ tag: `1.${index}.0+${index + 1}`, services: { app: { image } } }));
  region.recipe(name, plainRecipe(versions));
}

/** Takes an image out of the lab's registry: its tag, its manifest, or both are gone. */
function removeImage({ lab }: LabFixture, name: string): void {
  const repository = join(lab.folder, 'registry/storage/docker/registry/v2/repositories/library', name);
  rmSync(repository, { recursive: true });
}

function imageOf(fixture: LabFixture, service: string): Promise<string> {
  return fixture.docker(1, 'service', 'inspect', service, '--format', '{{.Spec.TaskTemplate.ContainerSpec.Image}}');
}

describe('images', () => {
  const fixture = useLab({ nodes: 1 });
  let region: TestRegion;
  let registry: ResultPromise<{ reject: false }> | undefined;
  let privateHost = '';
  beforeAll(async () => {
    await putImages(fixture.tools, fixture.lab, [
      makeSmallImage('small:1', { kind: 'ok' }),
      makeSmallImage('gone:2', { kind: 'ok', says: 'two' }),
      makeSmallImage('floats:1', { kind: 'ok', says: 'first' }),
    ]);
    region = makeTestRegion(fixture, { env: { REGISTRY_PASSWORD: password } });
    privateHost = `${fixture.lab.gateway}:5001`;
  });
  afterAll(async () => {
    registry?.kill();
    await registry;
    region.remove();
  });

  function want(name: string, version: string, more = ''): void {
    region.write(`  ${name}: { recipe: ../${name}, version: ${version}, node: one }`, more);
  }

  function apply(...more: readonly string[]) {
    return region.tend('apply', '--yes', ...more);
  }

  test('that cannot be fetched are noticed before anything that runs is touched', async () => {
    recipe(region, 'wiki', 'small:1', 'gone:2');
    want('wiki', '1.0.0+1');
    expect(await apply()).toMatchObject({ exitCode: 0 });
    want('wiki', '1.1.0+2');
    expect(await region.tend('plan', '--out', 'tonight.plan')).toMatchObject({ exitCode: 0 });
    removeImage(fixture, 'gone');
    const before = await fixture.docker(1, 'service', 'inspect', 'wiki_test_example_app');
    const [tasks, entries] = [await fixture.docker(1, 'ps', '-q'), region.entries().length];
    const done = await region.tend('apply', 'tonight.plan');
    expect(done).toMatchObject({ exitCode: 5 });
    expect(done.stdout + done.stderr).toContain('wiki: one could not fetch gone:2; what runs was not touched');
    expect(await fixture.docker(1, 'service', 'inspect', 'wiki_test_example_app')).toBe(before);
    expect(await fixture.docker(1, 'ps', '-q')).toBe(tasks);
    expect(region.entries()).toHaveLength(entries);
    expect(await fixture.docker(1, 'config', 'ls', '-q')).toBe('');
  });

  test('whose digest no registry tells are held, and go on with --unpinned', async () => {
    await fixture.docker(1, 'tag', 'small:1', 'only-here:1').catch(async () => {
      const image = (await imageOf(fixture, 'wiki_test_example_app')).replace(/^small:1/, 'small');
      await fixture.docker(1, 'tag', image, 'only-here:1');
    });
    recipe(region, 'local', 'only-here:1');
    want('local', '1.0.0+1');
    const held = await apply();
    expect(held).toMatchObject({ exitCode: 0 });
    expect(held.stdout).toContain('local: no registry told the digest of only-here:1');
    expect(held.stdout).toContain('tend apply --app local --unpinned');
    expect(await fixture.docker(1, 'service', 'ls', '-q', '--filter', 'name=local')).toBe('');
    expect(await apply('--app', 'local', '--unpinned')).toMatchObject({ exitCode: 0 });
    expect(await imageOf(fixture, 'local_test_example_app')).toBe('only-here:1');
    expect((await apply()).stdout).toContain('No changes');
  });

  test('of a private registry are resolved and fetched with the password that the manifest points to', async () => {
    await startPrivateRegistry();
    recipe(region, 'private', `${privateHost}/club/small:1`);
    want('private', '1.0.0+1');
    expect((await region.tend('plan')).stdout).toContain('no registry told the digest of');
    want(
      'private',
      '1.0.0+1',
      `registries: { "${privateHost}": { user: merri, password: { from: env:REGISTRY_PASSWORD } } }`,
    );
    const done = await apply();
    expect(done).toMatchObject({ exitCode: 0 });
    expect(await imageOf(fixture, 'private_test_example_app')).toMatch(/club\/small:1@sha256:/);
    expect(done.stdout + done.stderr).not.toContain(password);
  });

  test('that run need no registry for a second plan, which is empty', async () => {
    registry?.kill();
    await registry;
    expect((await region.tend('plan')).stdout).toContain('No changes');
    expect((await apply()).stdout).toContain('No changes');
  });

  test('whose tag moved stay as they are until --refresh-images', async () => {
    recipe(region, 'floats', 'floats:1');
    want('floats', '1.0.0+1');
    expect(await apply()).toMatchObject({ exitCode: 0 });
    const before = await imageOf(fixture, 'floats_test_example_app');
    await putImages(fixture.tools, fixture.lab, [makeSmallImage('floats:1', { kind: 'ok', says: 'second' })]);
    expect((await apply()).stdout).toContain('No changes');
    expect(await imageOf(fixture, 'floats_test_example_app')).toBe(before);
    const fresh = await apply('--app', 'floats', '--refresh-images');
    expect(fresh).toMatchObject({ exitCode: 0 });
    expect(fresh.stdout).toContain('floats:1: newer digest');
    expect(await imageOf(fixture, 'floats_test_example_app')).toMatch(/^floats:1@sha256:/);
    expect(await imageOf(fixture, 'floats_test_example_app')).not.toBe(before);
    expect((await apply('--app', 'floats', '--refresh-images')).stdout).toContain('No changes');
  });

  /** docker-registry on the lab's gateway, which nobody reads without a password. */
  async function startPrivateRegistry(): Promise<void> {
    const folder = join(region.root, 'private');
    const lab = { ...fixture.lab, folder };
    await putImages(fixture.tools, lab, [makeSmallImage(`${privateHost}/club/small:1`, { kind: 'ok' })]);
    writeFileSync(join(folder, 'htpasswd'), htpasswd);
    const settings = [
      'version: 0.1',
      'log: { level: error }',
      `storage: { filesystem: { rootdirectory: ${folder}/registry/storage } }`,
      `http: { addr: "${privateHost}" }`,
      `auth: { htpasswd: { realm: club, path: ${folder}/htpasswd } }`,
    ];
    writeFileSync(join(folder, 'registry.yml'), `${settings.join('\n')}\n`);
    registry = execa('docker-registry', ['serve', join(folder, 'registry.yml')], { reject: false });
    const url = `http://${privateHost}/v2/`;
    await expectSoon(() =>
      fetch(url).then(
        ({ status }) => status === 401,
        () => false,
      ),
    );
  }
});

describe('images on a swarm of several', () => {
  const fixture = useLab({ nodes: 2, swarm: 'one' });
  let region: TestRegion;
  beforeAll(async () => {
    await putImages(fixture.tools, fixture.lab, [
      makeSmallImage('small:1', { kind: 'ok' }),
      makeSmallImage('small:2', { kind: 'ok', says: 'two' }),
      makeSmallImage('gone:3', { kind: 'ok', says: 'three' }),
    ]);
    region = makeTestRegion(fixture);
    recipe(region, 'wiki', 'small:1', 'small:2', 'gone:3');
  });
  afterAll(() => region.remove());

  function want(version: string): void {
    region.write(`  wiki: { recipe: ../wiki, version: ${version}, node: one }`);
  }

  function apply() {
    return region.tend('apply', '--yes', '--app', 'wiki');
  }

  const pullServices = () => fixture.docker(1, 'service', 'ls', '-q', '--filter', 'name=tend-pull-');

  test('are on every node before the service is sent, and no trace of the fetching stays', async () => {
    want('1.0.0+1');
    expect(await apply()).toMatchObject({ exitCode: 0 });
    want('1.1.0+2');
    expect(await apply()).toMatchObject({ exitCode: 0 });
    const image = (await imageOf(fixture, 'wiki_test_example_app')).replace(/:2@/, '@');
    for (const node of [1, 2])
      expect(await fixture.docker(node, 'image', 'inspect', '-f', '{{.Os}}', image)).toBe('linux');
    expect(await pullServices()).toBe('');
  });

  test('that cannot be fetched are noticed soon, and what runs is not touched', async () => {
    want('1.2.0+3');
    expect(await region.tend('plan', '--app', 'wiki', '--out', 'tonight.plan')).toMatchObject({ exitCode: 0 });
    removeImage(fixture, 'gone');
    const before = await fixture.docker(1, 'service', 'inspect', 'wiki_test_example_app');
    const done = await region.tend('apply', 'tonight.plan');
    expect(done).toMatchObject({ exitCode: 5 });
    expect(done.stdout + done.stderr).toContain('wiki: not every node could fetch gone:3; what runs was not touched');
    expect(done.seconds).toBeLessThan(90);
    expect(await fixture.docker(1, 'service', 'inspect', 'wiki_test_example_app')).toBe(before);
    expect(await pullServices()).toBe('');
  });
});
