import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { abraProgramFacts } from '../../../src/render/abra-facts.js';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { putImages } from '../../../src/lab/put-images.js';
import { makeSmallImage } from '../../../src/lab/make-small-image.js';
import { makeGitRepo, runGit } from '../../support/git-repo.js';
import { useLab } from '../support/lab.js';
import { smallRecipe } from '../support/test-region.js';
import { makeAbraDir, type AbraDir } from './abra-dir.js';
import { realPath, standInPath } from '../../support/stand-in.js';

if (realPath === undefined)
  process.stderr.write('abra is not on this machine: only the stand-in was tested, nothing was held to the real one\n');

const abras = [
  ['the stand-in', standInPath] as const,
  ...(realPath === undefined ? [] : [['abra', realPath] as const]),
];
const domain = 'wiki.test.example';
const stack = 'wiki_test_example';
const quiet = ['--no-input', '--offline'];
const unchecked = ['--no-domain-checks', ...quiet];
const value = 'first $value\n';
const abraSh = 'export PAGE_VERSION=v1\nsetup() {\n  echo "$1" >> /data/setup\n}\n';

type Fact = keyof typeof abraProgramFacts;
const facts = Object.entries(abraProgramFacts) as [Fact, (typeof abraProgramFacts)[Fact]][];

describe.each(abras)('what is taken for granted about abra, held to %s:', (_name, path) => {
  const fixture = useLab({ nodes: 1 });
  let dir: AbraDir;
  let tree: string;
  beforeAll(async () => {
    await putImages(fixture.tools, fixture.lab, [
      ...['small:1', 'small:2', 'small:3'].map((name) => makeSmallImage(name, { kind: 'ok' })),
      makeSmallImage('broken:1', { kind: 'exits', after: 1 }),
    ]);
    dir = makeAbraDir(fixture, path);
    const service = '    stop_grace_period: 1s\n    healthcheck: { test: [CMD, "true"], interval: 500ms }';
    const monitor = '500ms';
    const versions = [
      { tag: '1.0.0+1', image: 'small:1', monitor, service, files: { 'abra.sh': abraSh } },
      { tag: '1.1.0+2', image: 'small:2', monitor, service },
      { tag: '2.0.0+3', image: 'small:3', monitor, service },
      { tag: '2.1.0+4', image: 'broken:1', deploy: '      labels: ["coop-cloud.${STACK_NAME}.timeout=4"]' },
    ];
    makeGitRepo(join(dir.folder, '..', 'small'), smallRecipe(versions));
    tree = dir.clone('small', join(dir.folder, '..', 'small'));
    runGit(tree, 'tag', '--delete', '2.1.0+4');
    await beforeAnythingRuns();
    await deployments();
    await changes();
    await endings();
  }, 600_000);
  afterAll(() => dir.remove());

  /** How each fact fared: one that is wrong must not hide the others. */
  const held = new Map<Fact, unknown>();
  async function hold(id: Fact, check: () => Promise<void>): Promise<void> {
    held.set(
      id,
      await check().then(
        () => undefined,
        (error: unknown) => error,
      ),
    );
  }

  test.each(facts.map(([id, [grade, , fact]]) => [grade, fact, id] as const))('[%s] %s', (_grade, _fact, id) => {
    expect(held.has(id)).toBe(true);
    expect(held.get(id)).toBeUndefined();
  });

  function inspect(format: string): Promise<string> {
    return fixture.docker(1, 'service', 'inspect', `${stack}_app`, '--format', format);
  }

  async function version(): Promise<string> {
    return inspect(`{{index .Spec.Labels "coop-cloud.${stack}.version"}}`);
  }

  const status = async (...words: readonly string[]) => (await dir.abra(words)).exitCode;

  async function beforeAnythingRuns(): Promise<void> {
    const deploy = ['app', 'deploy', domain, '1.0.0+1'];
    await hold('version', async () => expect((await dir.abra(['--version'])).stdout).toMatch(/\d+\.\d+\.\d+/));
    await hold('env-file', async () => {
      const words = ['app', 'new', 'small', '1.0.0+1', '--server', dir.server, '--domain', domain, ...quiet];
      expect(await status(...words)).toBe(0);
      expect(dir.readEnv(domain)).toMatch(/^TYPE=small:1\.0\.0\+1$/m);
      expect(dir.readEnv(domain)).toMatch(/^DOMAIN=wiki\.test\.example$/m);
      expect(await status(...words)).not.toBe(0);
    });
    await hold('status', async () => expect(await status(...deploy, '--no-such-flag', ...unchecked)).toBe(1));
    await hold('no-machine', async () => expect(await status(...deploy, '--machine', ...unchecked)).toBe(1));
    const insert = ['app', 'secret', 'insert', domain, 'token', 'v1', '/dev/stdin', '--file', ...quiet];
    await hold('secret-pipe', async () => expect((await dir.abra(insert, { input: value })).exitCode).toBe(0));
    await hold('server', async () => expect(await secrets()).toBe(`${stack}_token_v1`));
    await hold('secret-again', async () => {
      expect((await dir.abra(insert, { input: 'second' })).exitCode).not.toBe(0);
      expect(await status('app', 'secret', 'generate', domain, '--all', ...quiet)).not.toBe(0);
    });
    await hold('secret-list', async () => {
      const rows: unknown = JSON.parse(
        (await dir.abra(['app', 'secret', 'list', domain, '--machine', ...quiet])).stdout,
      );
      expect(rows).toEqual([expect.objectContaining({ name: 'token', version: 'v1', 'created on server': 'true' })]);
    });
    await hold('dirty', async () => {
      writeFileSync(join(tree, 'note'), 'not committed\n');
      await refused(...deploy, ...unchecked);
    });
    runGit(tree, 'clean', '--force', '--quiet');
    runGit(tree, 'tag', '1.0.1+1', '1.0.0+1^{}');
    await hold('lightweight', () => refused(...deploy, ...unchecked));
    runGit(tree, 'tag', '--delete', '1.0.1+1');
    await hold('domain-checks', () => refused(...deploy, ...quiet));
    await hold('no-input', () => refused(...deploy, '--no-domain-checks', '--offline'));
  }

  async function deployments(): Promise<void> {
    dir.writeEnv(domain, `${dir.readEnv(domain)}POST_DEPLOY_CMDS="app setup"\n`);
    await hold('labels', async () => {
      expect(await status('app', 'deploy', domain, '1.0.0+1', ...unchecked)).toBe(0);
      expect(JSON.parse(await inspect('{{json .Spec.Labels}}'))).toMatchObject({
        [`coop-cloud.${stack}.recipe`]: 'small',
        [`coop-cloud.${stack}.chaos`]: 'false',
        [`coop-cloud.${stack}.version`]: '1.0.0+1',
      });
      const env = JSON.parse(await inspect('{{json .Spec.TaskTemplate.ContainerSpec.Env}}')) as string[];
      const wanted = ['DOMAIN=wiki.test.example', 'PAGE_VERSION=v1', `STACK_NAME=${stack}`, 'TYPE=small:1.0.0+1'];
      expect(env).toEqual(expect.arrayContaining(wanted));
    });
    await hold('shared-tree', async () => expect(runGit(tree, 'describe', '--tags')).toBe('1.0.0+1'));
    if (held.get('secret-pipe') === undefined)
      await hold('secret-pipe', async () => expect(await inContainer('/run/secrets/token')).toBe(value.trim()));
    await hold('list', async () => {
      const apps: unknown = JSON.parse((await dir.abra(['app', 'list', '--machine', '--status', ...quiet])).stdout);
      const row = {
        server: dir.server,
        recipe: 'small',
        domain,
        status: 'deployed',
        version: '1.0.0+1',
        chaos: 'false',
      };
      expect(apps).toMatchObject({ [dir.server]: { apps: [{ ...row, upgrade: '2.0.0+3\n1.1.0+2' }] } });
    });
    await hold('ps', async () => {
      const ps: unknown = JSON.parse((await dir.abra(['app', 'ps', domain, '--machine', ...quiet])).stdout);
      expect(ps).toMatchObject({ app: expect.anything() });
    });
  }

  async function changes(): Promise<void> {
    await hold('force', async () => {
      expect(await status('app', 'deploy', domain, '1.0.0+1', ...unchecked)).toBe(1);
      const before = await inspect('{{.Version.Index}}');
      expect(await status('app', 'deploy', domain, '1.0.0+1', '--force', '--no-converge-checks', ...unchecked)).toBe(0);
      expect(Number(await inspect('{{.Version.Index}}'))).toBeGreaterThan(Number(before));
    });
    await hold('post-commands', async () => expect((await inContainer('/data/setup')).split('\n')).toHaveLength(1));
    await hold('newest', async () => {
      expect(await status('app', 'upgrade', domain, ...unchecked)).toBe(0);
      expect(await version()).toBe('2.0.0+3');
      expect(dir.readEnv(domain)).toMatch(/^TYPE=small:2\.0\.0\+3$/m);
    });
    await hold('nothing-newer', async () => {
      const before = await inspect('{{.Version.Index}}');
      expect(await status('app', 'upgrade', domain, ...unchecked)).toBe(0);
      expect(await inspect('{{.Version.Index}}')).toBe(before);
    });
  }

  async function endings(): Promise<void> {
    // 2.0.0+3 has no such function.
    dir.writeEnv(domain, dir.readEnv(domain).replace(/^POST_DEPLOY_CMDS=.*\n/m, ''));
    await hold('chaos', async () => {
      writeFileSync(join(tree, 'note'), 'not committed\n');
      const words = ['app', 'deploy', domain, '--chaos', '--force', ...unchecked];
      expect(await status(...words)).toBe(0);
      const labels = JSON.parse(await inspect('{{json .Spec.Labels}}')) as Record<string, string>;
      expect(labels).toMatchObject({
        [`coop-cloud.${stack}.chaos`]: 'true',
        [`coop-cloud.${stack}.chaos-version`]: `${runGit(tree, 'rev-parse', 'HEAD').slice(0, 8)}+U`,
        [`coop-cloud.${stack}.version`]: '',
      });
    });
    runGit(tree, 'clean', '--force', '--quiet');
    // Each to its end: a rollout in the midst of another one may be refused by docker (update out of sequence).
    await status('app', 'deploy', domain, '2.0.0+3', '--force', ...unchecked);
    await hold('rollback', async () => {
      expect(await status('app', 'rollback', domain, '1.0.0+1', '--no-converge-checks', ...unchecked)).toBe(0);
      expect(await version()).toBe('1.0.0+1');
    });
    runGit(tree, 'fetch', '--quiet', 'origin', 'refs/tags/2.1.0+4:refs/tags/2.1.0+4');
    await hold('converge', async () => {
      expect(await status('app', 'upgrade', domain, '2.1.0+4', ...unchecked)).toBe(1);
      expect(await fixture.docker(1, 'service', 'ls', '--quiet')).not.toBe('');
    });
    await hold('pin-after', async () => expect(dir.readEnv(domain)).not.toContain('2.1.0+4'));
    await hold('undeploy', async () => {
      expect(await status('app', 'undeploy', domain, ...quiet)).toBe(0);
      expect(await fixture.docker(1, 'service', 'ls', '--quiet')).toBe('');
      expect(await fixture.docker(1, 'volume', 'ls', '--format', '{{.Name}}')).toContain(`${stack}_data`);
      expect(await secrets()).toBe(`${stack}_token_v1`);
      expect(await status('app', 'undeploy', domain, ...quiet)).not.toBe(0);
    });
  }

  /** Ends with 1, and nothing runs. */
  async function refused(...words: readonly string[]): Promise<void> {
    expect(await status(...words)).toBe(1);
    expect(await fixture.docker(1, 'service', 'ls', '--quiet')).toBe('');
  }

  async function inContainer(file: string): Promise<string> {
    const filter = ['--filter', `label=com.docker.swarm.service.name=${stack}_app`];
    return fixture.docker(1, 'exec', await fixture.docker(1, 'ps', '--quiet', ...filter), 'cat', file);
  }

  function secrets(): Promise<string> {
    return fixture.docker(1, 'secret', 'ls', '--format', '{{.Name}}');
  }
});
