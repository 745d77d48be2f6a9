import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { putImages } from '../../../src/lab/put-images.js';
import { makeSmallImage } from '../../../src/lab/make-small-image.js';
import { useLab } from '../support/lab.js';
import { makeTestRegion, smallRecipe, type TestRegion } from '../support/test-region.js';
import { realPath, standInPath } from '../../support/stand-in.js';

const stack = 'wiki_test_example';
const sentinel = 'sentinel-4711-$HOME';

interface Call {
  readonly argv: readonly string[];
  readonly LC_ALL: string;
  readonly ABRA_DIR: string;
}

describe('the engine abra', () => {
  const fixture = useLab({ nodes: 2 });
  let region: TestRegion;
  let log: string;
  beforeAll(async () => {
    const images = ['small:1', 'small:2', 'small:3'].map((name) => makeSmallImage(name, { kind: 'ok' }));
    await putImages(fixture.tools, fixture.lab, images);
    region = makeTestRegion(fixture, { env: { PATH: standInPath, SENTINEL: sentinel } });
    log = join(region.root, 'abra-calls');
    const more = {
      monitor: '500ms',
      service: '    stop_grace_period: 1s\n    healthcheck: { test: [CMD, "true"], interval: 500ms }',
    };
    const versions = [
      { tag: '1.0.0+1', image: 'small:1', ...more },
      { tag: '1.1.0+2', image: 'small:2', ...more },
      { tag: '2.0.0+3', image: 'small:3', ...more },
    ];
    region.recipe('small', smallRecipe(versions));
  }, 180_000);
  afterAll(() => region.remove());

  const secret = 'secrets: { token: { from: env:SENTINEL } }';
  const wiki = (version: string, more = '') =>
    `  wiki: { recipe: ../small, version: ${version}, node: one, ${secret}${more} }`;

  function write(apps: string): void {
    region.write(apps.replace(/ }$/gm, ', engine: abra }'));
  }

  /** Runs the command with a stand-in that writes down how it was called and falls into these traps. */
  async function tend(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
    rmSync(log, { force: true });
    const done = await region.start(words, { ABRA_STAND_IN_LOG: log, LC_ALL: 'de_DE.UTF-8', ...env });
    const calls = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
    const parsed = calls.map((line) => JSON.parse(line) as Call).filter(({ argv }) => argv[0] === 'app');
    return { exitCode: done.exitCode, text: `${done.stdout}\n${done.stderr}`, calls: parsed };
  }

  function apply(...more: readonly string[]) {
    return tend(['apply', '--yes', ...more]);
  }

  async function label(name: string, node = 1, of = stack): Promise<string> {
    const format = `{{index .Spec.Labels "coop-cloud.${of}.${name}"}}`;
    return fixture.docker(node, 'service', 'inspect', `${of}_app`, '--format', format);
  }

  /** What abra printed is there, and no value in it, nor in anything that was shown or recorded. */
  function keptForTheOperator(done: Awaited<ReturnType<typeof tend>>): void {
    const folder = join(region.root, 'state', 'tend', 'abra');
    const kept = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n');
    expect(kept).toContain('inserting [secret]');
    expect(kept + done.text + JSON.stringify(done.calls)).not.toContain(sentinel);
    expect(JSON.stringify(region.entries())).not.toMatch(/deploy succeeded|inserting/);
  }

  /** Of runs that are over: each folder's name holds the id of the program that made it. */
  function noFolderLeft(): void {
    const pids = readdirSync(tmpdir()).flatMap((name) => /^tend-abra-(\d+)-/.exec(name)?.[1] ?? []);
    expect(pids.filter((pid) => !existsSync(`/proc/${pid}`))).toEqual([]);
  }

  test('without an abra on this machine says so in the plan, and applies nothing', async () => {
    write(wiki('1.0.0+1'));
    const without = { PATH: realPath ?? process.env['PATH'] ?? '' };
    expect((await tend(['plan'], without)).text).toContain('abra is not on this machine');
    const done = await tend(['apply', '--yes'], without);
    expect(done).toMatchObject({ exitCode: 14 });
    expect(done.text).toContain('https://docs.coopcloud.tech/abra/install/');
    expect(await fixture.docker(1, 'service', 'ls', '--quiet')).toBe('');
  });

  // Traps 6, 7, 8: the C locale, no question, no DNS; the value of a secret is no word of any command.
  test('installs: a secret by a pipe, one version by name, in a folder of its own that is gone afterwards', async () => {
    const done = await tend(['apply', '--yes', '--logs'], { ABRA_STAND_IN_TRAPS: 'tells-secrets' });
    expect(done).toMatchObject({ exitCode: 0 });
    keptForTheOperator(done);
    expect(done.calls.map(({ argv }) => argv.join(' '))).toEqual([
      'app secret insert wiki.test.example token v1 /dev/stdin --file --no-input --offline',
      'app deploy wiki.test.example 1.0.0+1 --no-domain-checks --no-input --offline',
    ]);
    expect(done.calls.every(({ LC_ALL, ABRA_DIR }) => LC_ALL === 'C' && !existsSync(ABRA_DIR))).toBe(true);
    const container = await fixture.docker(1, 'ps', '--quiet', '--filter', `name=${stack}_app`);
    expect(await fixture.docker(1, 'exec', container, 'cat', '/run/secrets/token')).toBe(sentinel);
    expect(region.entries().find(({ type }) => type === 'intent')).toMatchObject({ steps: [{ engine: 'abra' }] });
    expect((await tend(['plan'])).text).toContain('No changes');
    noFolderLeft();
  });

  // Trap 3: 2.0.0+3 is there, and is not taken. Trap 9: images are fetched before abra's own clock runs. Trap 10: it dies
  // before its end, and the node is what counts.
  test('upgrades to the version that the manifest names, also where abra dies half-way', async () => {
    write(wiki('1.1.0+2', ', env: { GREETING: good evening }'));
    const events = join(region.root, 'events');
    const done = await tend(['apply', '--yes', '--events', events], { ABRA_STAND_IN_TRAPS: 'dies-after-deploy' });
    expect(done).toMatchObject({ exitCode: 0 });
    const phases = [...readFileSync(events, 'utf8').matchAll(/"phase":"(\w+)"/g)].map(([, phase]) => phase);
    expect(phases.indexOf('pulling')).toBeGreaterThan(0);
    expect(phases.lastIndexOf('pulling')).toBeLessThan(phases.indexOf('services'));
    expect(done.text).toContain('abra was stopped although what was wanted is there');
    expect(await label('version')).toBe('1.1.0+2');
    expect((await tend(['plan'])).text).toContain('No changes');
    noFolderLeft();
  });

  test('goes back by abra’s rollback, with a word from a person', async () => {
    write(wiki('1.0.0+1'));
    const done = await apply('--app', 'wiki', '--downgrade');
    expect(done).toMatchObject({ exitCode: 0 });
    expect(done.calls.map(({ argv }) => argv.slice(0, 4).join(' '))).toEqual([
      'app rollback wiki.test.example 1.0.0+1',
    ]);
  });

  test('tells what abra makes other than planned, once, and writes it up for an issue', async () => {
    write(wiki('1.0.0+1', ', env: { GREETING: again }'));
    const traps = { ABRA_STAND_IN_TRAPS: 'own-label', ABRA_STAND_IN_VERSION: '0.9.0' };
    const done = await tend(['apply', '--yes'], traps);
    expect(done).toMatchObject({ exitCode: 0 });
    expect(done.text).toContain(
      `engine difference: abra made this other than planned: app: label coop-cloud.${stack}.unheard-of`,
    );
    expect(done.text).toContain(
      'abra 0.9.0: tend knows abra 0.13; what tend takes for granted about it was tried with a stand-in only',
    );
    const plan = await tend(['plan', '--detailed-exitcode']);
    expect(plan).toMatchObject({ exitCode: 0 });
    expect(plan.text).toContain('No changes');
    const report = await tend(['doctor', '--report']);
    expect(report.text).toContain('### small 1.0.0+1, made by abra 0.9.0\n- app: label coop-cloud.<stack>.unheard-of');
    expect(report.text).not.toContain('wiki');
    expect(JSON.stringify(region.entries())).not.toContain('unheard-of');
  });

  // Trap 1: two runs on one ABRA_DIR would flip the same working tree.
  test('deploys two versions of one recipe at the same time, each as wanted, and a piece of compose file with it', async () => {
    const pad = `  pad: { recipe: ../small, version: 2.0.0+3, node: two, compose: { services: { app: { hostname: pad } } } }`;
    write(`${wiki('1.1.0+2')}\n${pad}`);
    expect(await tend(['apply', '--yes'], { ABRA_STAND_IN_TRAPS: 'slow-checkout' })).toMatchObject({ exitCode: 0 });
    expect(await label('version')).toBe('1.1.0+2');
    expect(await label('version', 2, 'pad_test_example')).toBe('2.0.0+3');
    const hostname = '{{.Spec.TaskTemplate.ContainerSpec.Hostname}}';
    expect(await fixture.docker(2, 'service', 'inspect', 'pad_test_example_app', '--format', hostname)).toBe('pad');
    const plan = await tend(['plan']);
    expect(plan.text).toContain('No changes');
    expect(plan.text).not.toContain('abra made it other');
  });

  test('undeploys by abra; volumes and secrets stay', async () => {
    write(wiki('1.1.0+2', ', state: absent'));
    const done = await apply('--app', 'wiki', '--remove', 'wiki');
    expect(done).toMatchObject({ exitCode: 0 });
    expect(done.calls.map(({ argv }) => argv.join(' '))).toEqual([
      'app undeploy wiki.test.example --no-input --offline',
    ]);
    expect(await fixture.docker(1, 'service', 'ls', '--quiet')).toBe('');
    expect(await fixture.docker(1, 'secret', 'ls', '--format', '{{.Name}}')).toBe(`${stack}_token_v1`);
  });
});
