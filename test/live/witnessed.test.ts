import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { putImages } from '../../src/lab/put-images.js';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import { runGit } from '../support/git-repo.js';
import { expectSoon } from './support/expect-soon.js';
import { useLab } from './support/lab.js';
import { plainRecipe } from './support/plain-recipe.js';
import { makeTestRegion, type Running, type TestRegion } from './support/test-region.js';

const ada = { TEND_STEWARD: 'ada' };

describe('a critical app in a region whose record is witnessed', () => {
  const fixture = useLab({ nodes: 1 });
  let region: TestRegion;
  let serving: Running | undefined;
  let port = 0;

  beforeAll(async () => {
    await putImages(fixture.tools, fixture.lab, [
      makeSmallImage('small:1', { kind: 'ok' }),
      makeSmallImage('small:2', { kind: 'ok', says: 'two' }),
    ]);
    region = makeTestRegion(fixture, { stewards: '{ ada: { id: op-ada1 }, bo: { id: op-bo22 } }' });
    const tags = ['small:1', 'small:2', 'small:1', 'small:2'];
    const versions = tags.map((image, index) => ({ tag: `1.${index}.0+1`, services: { app: { image } } }));
    region.recipe('small', plainRecipe(versions));
    port = await freePort();
    want('1.0.0+1');
    const url = `http://127.0.0.1:${port}`;
    const witness = await tendIn('garden', ['witness', 'init', '--name', 'garden.example.org/w', '--url', url]);
    const line = /^witness \S+ (.*)$/m.exec(witness.stdout)?.[1] ?? witness.stderr;
    writeFileSync(join(region.root, 'p.policy'), `witness garden ${line}\nquorum garden\n`);
    expect(await region.start(['changelog', 'policy', '../p.policy'], ada)).toMatchObject({ exitCode: 0 });
    await region.letIn({ TEND_STEWARD: 'bo', XDG_STATE_HOME: join(region.root, 'bo') }, ada);
    const trust = runGit(region.changelog, 'show', 'main:policy/trust.policy');
    const keys = [...trust.matchAll(/^log (\S+)/gm)].flatMap(([, key]) => ['--key', key ?? '']);
    expect(await tendIn('garden', ['witness', 'add', 'test.example/changelog', ...keys])).toMatchObject({
      exitCode: 0,
    });
  });
  afterAll(async () => {
    await stopServing();
    region.remove();
  });

  function want(version: string): void {
    region.write(`  wiki: { recipe: ../small, version: ${version}, node: one, critical: true }`);
  }

  /** Another collective, with a state of its own. */
  function tendIn(state: string, words: readonly string[]): Running {
    return region.start(words, { XDG_STATE_HOME: join(region.root, state) });
  }

  async function serve(): Promise<void> {
    serving = tendIn('garden', ['witness', 'serve', '--listen', `127.0.0.1:${port}`]);
    await expectSoon(
      () =>
        fetch(`http://127.0.0.1:${port}/`).then(
          () => true,
          () => false,
        ),
      30,
    );
  }

  async function stopServing(): Promise<void> {
    serving?.kill('SIGTERM');
    await serving;
    serving = undefined;
  }

  function apply(...more: readonly string[]) {
    return region.start(['apply', '--yes', ...more], ada);
  }

  async function image(): Promise<string> {
    return fixture.docker(
      1,
      'service',
      'inspect',
      '--format',
      '{{.Spec.TaskTemplate.ContainerSpec.Image}}',
      'wiki_test_example_app',
    );
  }

  test('is changed once a witness has seen the announcement, and everybody can see that', async () => {
    await serve();
    const done = await apply();
    expect(`${done.exitCode} ${done.stderr}`).toMatch(/^0 /);
    expect(done.stdout + done.stderr).toContain('the announcement was seen by garden');
    expect(runGit(region.changelog, 'show', 'main:log/checkpoint')).toContain('test.example/changelog');
    expect((await region.start(['status'], ada)).stdout).toMatch(/the record: witnessed, \d+ entries, seen by garden/);
  }, 120_000);

  test('is not changed while the witness is away: nothing stays open, and the exit status says why', async () => {
    await stopServing();
    want('1.1.0+1');
    const refused = await apply();
    expect(refused).toMatchObject({ exitCode: 13 });
    expect(refused.stderr).toContain('wiki: critical, so garden must see the announcement first');
    expect(await image()).toContain('small:1');
    const last = region.entries().at(-1);
    expect(last).toMatchObject({ type: 'outcome', result: 'aborted' });
  }, 120_000);

  test('is changed by breaking the glass, which shows until a second person has looked', async () => {
    const done = await apply('--break-glass', 'people cannot read their mail');
    expect(`${done.exitCode} ${done.stderr}`).toMatch(/^0 /);
    expect(done.stdout + done.stderr).toContain('GLASS BROKEN');
    expect(await image()).toContain('small:2');
    expect(JSON.stringify(region.entries())).not.toContain('mail');
    const status = await region.start(['status'], ada);
    const id = /GLASS BROKEN by op-ada1 .*tend changelog confirm (\S{8})/.exec(status.stdout)?.[1] ?? '';
    expect((await region.start(['plan'], ada)).stdout).toContain('GLASS BROKEN');
    expect(await region.start(['changelog', 'confirm', id], ada)).not.toMatchObject({ exitCode: 0 });
    const bo = { TEND_STEWARD: 'bo', XDG_STATE_HOME: join(region.root, 'bo') };
    expect(await region.start(['changelog', 'confirm', id], bo)).toMatchObject({ exitCode: 0 });
    expect((await region.start(['status'], ada)).stdout).not.toContain('GLASS BROKEN');
  }, 180_000);
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
