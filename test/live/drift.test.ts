import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { putImages } from '../../src/lab/put-images.js';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import { runGit } from '../support/git-repo.js';
import { expectSoon } from './support/expect-soon.js';
import { useLab } from './support/lab.js';
import { describeOnDocker } from './support/other-docker.js';
import { makeTestRegion, smallRecipe, type TestRegion } from './support/test-region.js';

const service = 'wiki_test_example_app';
const byHand = 'known-only-there';

describeOnDocker('a change by hand on a server', () => {
  const fixture = useLab({ nodes: 2 });
  let region: TestRegion;
  beforeAll(async () => {
    await putImages(fixture.tools, fixture.lab, [makeSmallImage('small:1', { kind: 'ok' })]);
    region = makeTestRegion(fixture);
    region.recipe('small', smallRecipe([{ tag: '1.0.0+1', image: 'small:1' }]));
    region.write(manifest('one'));
    expect(await apply()).toMatchObject({ exitCode: 0 });
  });
  afterAll(() => region.remove());

  function manifest(node: string, more = ''): string {
    const app = ['  wiki: # what everybody knows', '    recipe: ../small', '    version: 1.0.0+1', `    node: ${node}`];
    return [...app, ...(more === '' ? [] : [`    ${more}`])].join('\n');
  }

  function apply(...more: readonly string[]) {
    return region.tend('apply', '--yes', ...more);
  }

  async function update(...words: readonly string[]): Promise<void> {
    await fixture.docker(1, 'service', 'update', '--quiet', ...words, service);
  }

  /** Swarm keeps a network until the last task is told to go: whoever asks too soon asks again. */
  async function removeStack(): Promise<void> {
    await expectSoon(async () => (await fixture.tryDocker(1, ['stack', 'rm', 'wiki_test_example'])).exitCode === 0);
  }

  function env(): Promise<string> {
    return fixture.docker(1, 'service', 'inspect', service, '--format', '{{.Spec.TaskTemplate.ContainerSpec.Env}}');
  }

  function tasks(): Promise<string> {
    return fixture.docker(1, 'service', 'ps', '-q', '--filter', 'desired-state=running', service);
  }

  const text = () => readFileSync(join(region.folder, 'region.yml'), 'utf8');
  const last = () => region.entries().at(-1);

  test('shows by itself, with both ways out, and without the value from the server', async () => {
    await update('--env-add', `X=${byHand}`);
    const plan = await region.tend('plan');
    expect(plan.stdout).toContain('wiki on one was changed on the server, not by tend (app)');
    expect(plan.stdout).toContain('tend keep wiki');
    expect(plan.stdout).toContain('tend apply --app wiki --overwrite');
    expect(plan.stdout).toMatch(/env +- X/);
    expect(plan.stdout).not.toContain(byHand);
    expect((await region.tend('status')).stdout).toContain('changed outside tend');
  });

  test('is left alone by a plain apply', async () => {
    const before = region.entries().length;
    const done = await apply();
    expect(done).toMatchObject({ exitCode: 0 });
    expect(done.stdout).toContain('1 held');
    expect(await env()).toContain(`X=${byHand}`);
    expect(region.entries()).toHaveLength(before);
  });

  test('is undone by --overwrite, which is recorded', async () => {
    expect(await apply('--app', 'wiki', '--overwrite')).toMatchObject({ exitCode: 0 });
    expect(await env()).not.toContain('X=');
    const intent = region.entries().findLast(({ type }) => type === 'intent');
    expect(intent).toMatchObject({ steps: [{ app: 'wiki', released: ['drift'] }] });
    expect((await apply()).stdout).toContain('No changes');
  });

  test('goes into the manifest by keep, whose comments stay, and restarts nothing', async () => {
    await update('--env-add', 'X=1', '--env-add', 'GREETING=good evening');
    const before = await tasks();
    expect(await region.tend('keep', 'wiki')).toMatchObject({ exitCode: 0 });
    expect(text()).toContain('  wiki: # what everybody knows');
    expect(text()).toMatch(/env:\n +(?:GREETING: good evening\n +X: "1"|X: "1"\n +GREETING: good evening)/);
    expect(runGit(region.folder, 'log', '-1', '--format=%s')).toBe('Keep what was changed on one: wiki');
    expect(runGit(region.folder, 'status', '--porcelain')).toBe('');
    expect(last()).toMatchObject({ type: 'drift', decision: 'kept', app: 'wiki', services: [{ name: 'app' }] });
    expect(JSON.stringify(last())).not.toContain('good evening');
    const plan = await region.tend('plan', '--detailed-exitcode');
    expect(plan).toMatchObject({ exitCode: 0 });
    expect(plan.stdout).toContain('No changes');
    expect((await apply()).stdout).toContain('No changes');
    expect(await tasks()).toBe(before);
  });

  test('is kept as a piece of compose file where it is no variable', async () => {
    await update('--replicas', '2');
    const before = await tasks();
    expect(await region.tend('keep', 'wiki')).toMatchObject({ exitCode: 0 });
    expect(text()).toMatch(/compose:\n +services:\n +app:\n +deploy:\n +replicas: 2/);
    expect((await region.tend('plan')).stdout).toContain('No changes');
    expect(await tasks()).toBe(before);
    expect((await region.tend('keep', 'wiki')).stderr).toContain('there is nothing to keep');
  });

  test('is not kept where it looks like a secret', async () => {
    await update('--env-add', `DB_PASSWORD=${byHand}`);
    const [before, entries] = [text(), region.entries().length];
    const kept = await region.tend('keep', 'wiki');
    expect(kept).toMatchObject({ exitCode: 2 });
    expect(kept.stderr).toContain('DB_PASSWORD looks like a secret');
    expect(kept.stdout + kept.stderr).not.toContain(byHand);
    expect(text()).toBe(before);
    expect(region.entries()).toHaveLength(entries);
    expect(await apply('--app', 'wiki', '--overwrite')).toMatchObject({ exitCode: 0 });
  });

  test('is held as well where it took the whole stack away', async () => {
    await removeStack();
    const done = await apply();
    expect(done).toMatchObject({ exitCode: 0 });
    expect(done.stdout).toContain('wiki on one was removed on the server, not by tend');
    const before = region.entries().length;
    const kept = await region.tend('keep', 'wiki');
    expect(kept).toMatchObject({ exitCode: 2 });
    expect(kept.stderr).toContain('app does not run on one, which cannot be kept; nothing was written');
    expect(region.entries()).toHaveLength(before);
    expect(await fixture.docker(1, 'service', 'ls', '-q')).toBe('');
    expect(await apply('--app', 'wiki', '--overwrite')).toMatchObject({ exitCode: 0 });
    expect(await fixture.docker(1, 'service', 'ls', '--format', '{{.Name}}')).toBe(service);
  });

  test('of the domain in the manifest holds the app, which would start empty', async () => {
    region.write(manifest('one', 'domain: other.test.example'));
    const plan = await region.tend('plan');
    expect(plan.stdout).toContain('wiki would start empty on one: its data belongs to the stack wiki_test_example');
    expect(plan.stdout).toContain('tend apply --app wiki --start-empty');
    expect(await apply()).toMatchObject({ exitCode: 0 });
    expect(await fixture.docker(1, 'service', 'ls', '--format', '{{.Name}}')).toBe(service);
  });

  test('of the node in the manifest holds the app, which would start empty', async () => {
    region.write(manifest('two'));
    const done = await apply();
    expect(done).toMatchObject({ exitCode: 0 });
    expect(done.stdout).toContain('wiki would start empty on two: its data is on one');
    expect(await fixture.docker(2, 'service', 'ls', '-q')).toBe('');
  });

  test('that removed its volumes too holds the app, which would start empty', async () => {
    region.write(manifest('one'));
    await removeStack();
    await expectSoon(async () => (await fixture.docker(1, 'ps', '-aq')) === '');
    await fixture.docker(1, 'volume', 'rm', 'wiki_test_example_data');
    const done = await apply('--app', 'wiki', '--overwrite');
    expect(done).toMatchObject({ exitCode: 0 });
    expect(done.stdout).toContain('its volumes are gone');
    expect(await fixture.docker(1, 'service', 'ls', '-q')).toBe('');
    expect(await apply('--app', 'wiki', '--overwrite', '--start-empty')).toMatchObject({ exitCode: 0 });
  });
});
