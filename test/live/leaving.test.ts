import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeGitImage } from '../../src/lab/images/make-git-image.js';
import { makeNginxImage } from '../../src/lab/images/make-nginx-image.js';
import { makeRadicaleImage } from '../../src/lab/images/make-radicale-image.js';
import { makeTraefikImage } from '../../src/lab/images/make-traefik-image.js';
import { publishRecipes } from '../../src/lab/publish-recipes.js';
import { putImages } from '../../src/lab/put-images.js';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import type { ServiceSpec } from '../../src/model/service-spec.js';
import type { SocketRequest } from '../../src/tools/docker-socket.js';
import { realTools } from '../../src/tools/real-tools.js';
import { expectSoon } from './support/expect-soon.js';
import { writeSshConfig } from './support/fill-as-abra.js';
import { useLab } from './support/lab.js';
import { stacksOver } from './support/stored-stack.js';
import { makeTestRegion, smallRecipe, type TestRegion } from './support/test-region.js';

const images = [
  makeTraefikImage('v3.5.3'),
  makeNginxImage('1.26.3-alpine'),
  makeNginxImage('1.28.0-alpine'),
  makeGitImage('2.45.2'),
  makeRadicaleImage('3.5.5.0'),
  makeSmallImage('small:1', { kind: 'ok' }),
];
const keys = ['calendar', 'small', 'traefik', 'website'];

/** Real programs on a real server, made and upgraded by tend, with a password that no secret of the swarm holds. */
describe('leaving tend', () => {
  const fixture = useLab({ nodes: 1 });
  let region: TestRegion;

  beforeAll(async () => {
    region = makeTestRegion(fixture);
    const to = join(region.root, 'catalogue');
    await publishRecipes(realTools(), { from: join(import.meta.dirname, '../../recipes'), to });
    region.recipe('small', smallRecipe([{ tag: '1.0.0+1', image: 'small:1' }]));
    await putImages(fixture.tools, fixture.lab, images);
    writeFileSync(join(region.folder, '.gitignore'), '/private/\n');
    hide('hunter1x');
    want('1.0.0+1.26.3');
  }, 900_000);
  afterAll(() => region.remove());

  function hide(value: string): void {
    mkdirSync(join(region.folder, 'private'), { recursive: true });
    writeFileSync(join(region.folder, 'private', 'RELAY_PASSWORD'), `${value}\n`, { mode: 0o600 });
  }

  function want(website: string): void {
    const plain = "LETS_ENCRYPT_ENV: ''";
    const apps = [
      `traefik: { recipe: traefik, version: 1.0.0+v3.5.3, overlays: [host], env: { ${plain}, HTTPS_REDIRECT: 'false' }, node: one }`,
      `website: { recipe: website, version: ${website}, overlays: [http], env: { ${plain}, SITE_TITLE: Ada }, node: one }`,
      `calendar: { recipe: calendar, version: 1.0.0+3.5.5, overlays: [http], env: { ${plain}, CALENDAR_USER: ada }, node: one }`,
      'small: { recipe: ../small, version: 1.0.0+1, env: { RELAY_PASSWORD: { from: file:private/RELAY_PASSWORD } }, node: one }',
    ];
    region.write(apps.map((line) => `  ${line}`).join('\n'), `catalogue: ${join(region.root, 'catalogue')}`);
  }

  /** Files below the test's folder that hold a text: state, record, cache, saved plans, git. */
  function filesWith(text: string): string[] {
    const found = execFileSync('sh', ['-c', 'grep -rlaF -- "$1" "$2" || true', 'sh', text, region.root]);
    return found.toString().split('\n').filter(Boolean);
  }

  async function environmentOf(stack: string): Promise<string> {
    return fixture.docker(1, 'service', 'inspect', '--format', '{{json .Spec}}', `${stack}_app`);
  }

  async function areSorted(stack: string): Promise<boolean> {
    const { TaskTemplate } = JSON.parse(await environmentOf(stack)) as ServiceSpec;
    const variables = TaskTemplate.ContainerSpec.Env ?? [];
    return isDeepStrictEqual(variables, variables.toSorted());
  }

  /** In the same order, unlike docker service update. */
  async function changeByHand(before: string, after: string): Promise<void> {
    const ask = (what: Pick<SocketRequest, 'method' | 'path' | 'body'>) =>
      fixture.socket(1).then((socket) => fixture.tools.dockerSocket.request(socket, what));
    const path = '/services/small_test_example_app';
    const { body } = await ask({ method: 'GET', path });
    const { Version, Spec } = body as { Version: { Index: number }; Spec: object };
    const changed = JSON.parse(JSON.stringify(Spec).replace(before, after)) as object;
    const done = await ask({ method: 'POST', path: `${path}/update?version=${Version.Index}`, body: changed });
    expect(done).toMatchObject({ status: 200 });
    const state = ['service', 'inspect', '--format', '{{.UpdateStatus.State}}', 'small_test_example_app'];
    await expectSoon(async () => (await fixture.docker(1, ...state)).trim() === 'completed');
  }

  test('a hidden value stands on its service, and nowhere else', async () => {
    const loud = { DEBUG: '*' };
    const [saved, events] = [join(region.root, 'plan.json'), join(region.root, 'events')];
    const runs = [
      await region.start(['plan'], loud),
      await region.start(['plan', '--json', '--out', saved], loud),
      await region.start(['apply', saved, '--json', '--events', events], loud),
      await region.start(['plan', '--json'], loud),
      await region.start(['changelog', 'show'], loud),
    ];
    expect(runs.map(({ exitCode, stderr }) => [exitCode, exitCode === 0 ? '' : stderr])).toEqual(
      runs.map(() => [0, '']),
    );
    expect(JSON.parse(runs[3]?.stdout ?? '')).toMatchObject({ steps: [] });
    expect(await environmentOf('small_test_example')).toContain('RELAY_PASSWORD=hunter1x');
    for (const { stdout, stderr } of runs) expect(stdout + stderr).not.toContain('hunter1x');
    expect(filesWith('hunter1x')).toEqual([join(region.folder, 'private', 'RELAY_PASSWORD')]);
  }, 300_000);

  test('neither its next value nor one from the server is shown', async () => {
    await changeByHand('hunter1x', 'hunter3x');
    hide('hunter2x');
    const plans = [await region.tend('plan'), await region.tend('plan', '--json')];
    expect(plans[0]?.stdout).toContain('RELAY_PASSWORD');
    const applied = await region.tend('apply', '--yes', '--overwrite', '--app', 'small');
    expect([applied.exitCode, applied.stderr]).toEqual([0, expect.anything()]);
    for (const { stdout, stderr } of [...plans, applied]) expect(stdout + stderr).not.toMatch(/hunter/);
    expect(await environmentOf('small_test_example')).toContain('RELAY_PASSWORD=hunter2x');
    expect([...filesWith('hunter1x'), ...filesWith('hunter3x'), ...filesWith('hunter2x')]).toHaveLength(1);
  }, 120_000);

  const out = () => join(region.root, 'out');

  test('export, then docker stack deploy: every spec is as it was, and no task restarts', async () => {
    want('1.1.0+1.28.0');
    expect(await region.tend('apply', '--yes')).toMatchObject({ exitCode: 0 });
    const stacks = stacksOver(fixture.tools.dockerSocket, await fixture.socket(1));
    const seen = async (stack: string) => [
      await stacks.stored(stack),
      (await stacks.tasks(stack)).map(({ ID, Status }) => `${ID} ${Status.State}`).sort(),
    ];
    const done = await region.tend('export', 'abra', out());
    expect(done).toMatchObject({ exitCode: 0 });
    const commands = [...done.stdout.matchAll(/^ {2}docker (stack deploy .+?) +#/gm)].map(([, words = '']) => words);
    expect(commands).toHaveLength(keys.length);
    for (const words of commands) {
      const stack = words.split(' ').at(-1) ?? '';
      const before = await seen(stack);
      expect(JSON.stringify(before)).toContain(' running');
      await fixture.docker(1, ...words.replace('-c ', `-c ${out()}/`).split(' '));
      expect([stack, ...(await seen(stack))]).toEqual([stack, ...before]);
    }
    expect(await region.tend('plan', '--detailed-exitcode')).toMatchObject({ exitCode: 0 });
  }, 300_000);

  test('and back: what was exported is imported, and is as wanted', async () => {
    const [address = ''] = readdirSync(join(out(), 'servers'));
    writeSshConfig(join(region.root, 'home'), [{ name: address, address }], fixture.lab);
    const words = ['--known-hosts', '--catalogue', join(region.root, 'catalogue'), '-C', join(region.root, 'back')];
    const done = await region.tend('import', out(), ...words);
    expect(done.stdout + done.stderr).toContain(
      '4 apps on 1 server: no changes. Nothing was published, nothing was written on a server. Leave again: tend export abra',
    );
    expect(readdirSync(join(region.root, 'back', 'apps'))).toEqual(keys.map((key) => `${key}.yml`));
    expect(done.stdout + done.stderr).not.toMatch(/hunter/);
  }, 120_000);

  test('an app that somebody changed by docker service update would restart, and the export says so', async () => {
    // docker's client gives the variables any order, now and then the sorted one.
    for (let tries = 0; tries < 50 && (await areSorted('small_test_example')); tries++)
      // One that comes while Swarm still writes down the last one is refused: the next try is as good.
      await fixture.tryDocker(1, [
        'service',
        'update',
        '-d',
        '--env-add',
        `GREETING=again${tries}`,
        'small_test_example_app',
      ]);
    const done = await region.tend('export', 'abra', join(region.root, 'again'));
    expect(done.stdout).toContain('Either restarts small once: somebody ran docker service update there');
    expect(done.stdout).not.toContain('website once');
  });
});
