import { execa, type ResultPromise } from 'execa';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeGitRepo, runGit, type CommitToMake } from '../../support/git-repo.js';
import type { LabFixture } from './lab-fixture.js';

/** How a run of the built command ended. */
export interface TendResult {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** A region repo in an empty folder, with its own state, cache and home, that points to the servers of a lab. */
export interface TestRegion {
  readonly root: string;
  readonly folder: string;
  /** Bare repository of the changelog, beside the region's. */
  readonly changelog: string;
  /** The built command, a script for node, and what stands in the environment of every run. */
  readonly command: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Writes region.yml with these apps (YAML lines below `apps:`) and commits it. */
  write(apps: string, more?: string): void;
  /** Makes a recipe's repository beside the region; named `../NAME` in the manifest. */
  recipe(name: string, commits: readonly CommitToMake[]): void;
  /** Runs the built command to its end. */
  tend(...args: readonly string[]): Promise<TendResult>;
  /** Starts it, to be interrupted or killed. */
  start(args: readonly string[], env?: Readonly<Record<string, string>>, input?: string): Running;
  /** Runs a script of the tests in the same surroundings, with node and tsx. */
  startScript(script: string, args: readonly string[]): Running;
  /** Lets whoever acts with that environment write into the record, by whoever acts with the other one. */
  letIn(env: Readonly<Record<string, string>>, by?: Readonly<Record<string, string>>): Promise<void>;
  /** Entries of the changelog in order, as they stand in the remote. */
  entries(): readonly Record<string, unknown>[];
  remove(): void;
}

export type Running = ResultPromise<{ reject: false; input: string }>;

const project = join(import.meta.dirname, '..', '..', '..');
const command = join(project, 'bin', 'run.js');
const tsconfig = join(project, 'tsconfig.json');
const tsx = join(project, 'node_modules', 'tsx', 'dist', 'loader.mjs');

/** Makes an empty region for the nodes of a lab: `one`, `two`, `three` … logging in as `user`. */
export function makeTestRegion(
  fixture: LabFixture,
  options: { user?: string; env?: Readonly<Record<string, string>>; stewards?: string } = {},
): TestRegion {
  const root = mkdtempSync(join(tmpdir(), 'tend-test-'));
  const folder = join(root, 'region');
  const changelog = join(root, 'test-changelog.git');
  makeGitRepo(folder, [{ files: { 'README.md': 'a region for a test\n' } }]);
  const home = join(root, 'home');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, '.gitconfig'), '[user]\n  name = Ada\n  email = ada@example.org\n');
  const environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    XDG_STATE_HOME: join(root, 'state'),
    XDG_CACHE_HOME: join(root, 'cache'),
    TEND_STEWARD: 'ada',
    ...options.env,
  };
  return {
    root,
    folder,
    changelog,
    command,
    environment,
    write,
    recipe,
    tend,
    start: (args, env, input) => startNode([command, ...args], env, input),
    startScript: (script, args) => startNode(['--import', tsx, script, ...args], { TSX_TSCONFIG_PATH: tsconfig }),
    letIn,
    entries,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };

  function write(apps: string, more = ''): void {
    const nodes = fixture.lab.nodes.map((node, index) => {
      const { address, hostKey } = node;
      return `  ${nodeNames[index]}: { host: ${address}, user: ${options.user ?? 'root'}, hostKey: ${hostKey}, identityFile: ${fixture.lab.key} }`;
    });
    const head = [
      'region: { name: test, domain: test.example }',
      `stewards: ${options.stewards ?? '{ ada: { id: op-ada1 } }'}`,
      'nodes:',
      ...nodes,
    ];
    writeFileSync(
      join(folder, 'region.yml'),
      [...head, more, 'apps:', apps, ''].filter((line) => line !== '').join('\n') + '\n',
    );
    runGit(folder, 'add', '-A');
    runGit(folder, 'commit', '--quiet', '--allow-empty', '-m', 'change');
  }

  function recipe(name: string, commits: readonly CommitToMake[]): void {
    makeGitRepo(join(root, name), commits);
  }

  async function tend(...args: readonly string[]): Promise<TendResult> {
    const began = performance.now();
    const { exitCode, stdout, stderr } = await startNode([command, ...args]);
    return { exitCode, stdout, stderr, seconds: (performance.now() - began) / 1000 };
  }

  function startNode(words: readonly string[], env: Readonly<Record<string, string>> = {}, input = '') {
    return execa(process.execPath, words, {
      cwd: folder,
      reject: false,
      input,
      extendEnv: false,
      env: { ...environment, NO_COLOR: '1', ...env },
    });
  }

  async function letIn(
    env: Readonly<Record<string, string>>,
    by: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const own = await startNode([command, 'changelog', 'key', 'new', '--json'], env);
    const { actor, publicKey } = JSON.parse(own.stdout) as { actor: string; publicKey: string };
    const added = await startNode([command, 'changelog', 'key', 'add', actor, publicKey], by);
    if (added.exitCode !== 0) throw new Error(added.stderr);
  }

  function entries(): readonly Record<string, unknown>[] {
    const files = runGit(changelog, 'ls-tree', '-r', '--name-only', 'main', 'log/entries/').split('\n');
    const lines = files.filter(Boolean).flatMap((file) => runGit(changelog, 'show', `main:${file}`).split('\n'));
    return lines.filter((line) => line !== '').map((line) => (JSON.parse(line) as { e: Record<string, unknown> }).e);
  }
}

/** Names of the nodes of a test region, in the lab's order. */
export const nodeNames = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;

/** Versions of a recipe with one service `app`; each names its image and what else differs. */
export interface SmallVersion {
  readonly tag: string;
  readonly image: string;
  /** How long docker watches new tasks after an update; default: 2s. */
  readonly monitor?: string;
  /** Lines below `deploy:` (six spaces deep). */
  readonly deploy?: string;
  /** Lines below the service (four spaces deep). */
  readonly service?: string;
  /** More files of the recipe: notes, templates, overlays. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Commits of a small recipe: a volume, a secret, a config with its version, abra's names. */
export function smallRecipe(versions: readonly SmallVersion[]): CommitToMake[] {
  return versions.map(({ tag, files = {}, ...version }) => ({
    tag,
    files: {
      'compose.yml': composeOf(version),
      '.env.sample':
        'TYPE=small\nDOMAIN=small.example.org\nGREETING=hello\nSECRET_TOKEN_VERSION=v1 # length=24 charset=alnum\n',
      'abra.sh': 'export PAGE_VERSION=v1\n',
      'page.tmpl': 'page\n',
      ...files,
    },
  }));
}

function composeOf({
  image,
  deploy = '',
  service = '',
  monitor = '2s',
}: Pick<SmallVersion, 'image' | 'deploy' | 'service' | 'monitor'>): string {
  return `version: "3.8"
services:
  app:
    image: ${image}
    environment: [DOMAIN, GREETING]
    volumes: ["data:/data"]
    secrets: [token]
    configs: [{ source: page, target: /page }]
    networks: [internal]
${service}
    deploy:
      endpoint_mode: dnsrr
      update_config: { failure_action: rollback, order: start-first, monitor: ${monitor} }
${deploy}
networks:
  internal:
volumes:
  data:
configs:
  page: { name: "\${STACK_NAME}_page_\${PAGE_VERSION}", file: page.tmpl, template_driver: golang }
secrets:
  token: { name: "\${STACK_NAME}_token_\${SECRET_TOKEN_VERSION}", external: true }
`;
}
