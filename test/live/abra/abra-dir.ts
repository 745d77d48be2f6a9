import { execa } from 'execa';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Node } from '../../../src/model/region.js';
import { realEnvironment } from '../../../src/tools/environment.js';
import { sshWay } from '../../../src/workflows/abra/ssh-way.js';
import { runGit } from '../../support/git-repo.js';
import type { LabFixture } from '../support/lab-fixture.js';

/** An operator's ABRA_DIR: one server, recipes cloned from repositories of the test. */
export interface AbraDir {
  readonly folder: string;
  readonly server: string;
  /** Runs abra; its text counts for nothing. */
  abra(words: readonly string[], more?: { input?: string; env?: Readonly<Record<string, string>> }): Promise<AbraRun>;
  clone(recipe: string, repository: string): string;
  writeEnv(domain: string, text: string): void;
  readEnv(domain: string): string;
  remove(): void;
}

interface AbraRun {
  readonly exitCode?: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Makes one for the first server of a lab, and the way there. `path`: the PATH on which abra is found. */
export function makeAbraDir(fixture: LabFixture, path: string): AbraDir {
  const root = mkdtempSync(join(tmpdir(), 'abra-dir-'));
  const folder = join(root, 'abra');
  const way = sshWay(nodeOf(fixture), root, {
    ...realEnvironment(),
    home: join(root, 'home'),
    variables: { PATH: path },
  });
  for (const [file, { text, mode }] of way.files) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode });
  }
  for (const name of ['servers', 'recipes', 'catalogue']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'catalogue', 'recipes.json'), '{}\n');
  mkdirSync(join(folder, 'servers', way.server));
  const fileOf = (domain: string) => join(folder, 'servers', way.server, `${domain}.env`);
  return {
    folder,
    server: way.server,
    async abra(words, { input, env = {} } = {}) {
      const surroundings = { HOME: homedir(), LC_ALL: 'C', ABRA_DIR: folder, ...way.env, ...env };
      const [program, ...args] =
        input === undefined ? ['abra', ...words] : ['sh', '-c', 'cat | "$@"', 'sh', 'abra', ...words];
      return execa(program ?? '', args, {
        reject: false,
        timeout: 120_000,
        extendEnv: false,
        env: surroundings,
        ...(input === undefined ? { stdin: 'ignore' as const } : { input }),
      });
    },
    clone(recipe, repository) {
      const tree = join(folder, 'recipes', recipe);
      runGit(folder, 'clone', '--quiet', repository, tree);
      return tree;
    },
    writeEnv: (domain, text) => writeFileSync(fileOf(domain), text),
    readEnv: (domain) => readFileSync(fileOf(domain), 'utf8'),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function nodeOf({ lab }: LabFixture): Node {
  const [first] = lab.nodes;
  if (!first) throw new Error('the lab has no servers');
  const { address, hostKey } = first;
  return { name: 'one', host: address, user: 'root', hostKey, identityFile: lab.key, at: { file: 'region.yml' } };
}
