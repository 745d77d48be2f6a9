import { execa } from 'execa';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const project = join(import.meta.dirname, '..', '..');

/** An empty folder for a test of the built command, with a home, state and cache of its own. */
export interface Place {
  readonly folder: string;
  tend(...args: readonly string[]): Promise<{ exitCode: number | undefined; stdout: string; stderr: string }>;
  remove(): void;
}

/** Makes such a folder; `node` and `bin` name another Node or another copy of the command. */
export function makePlace({ node = process.execPath, bin = join(project, 'bin', 'run.js') } = {}): Place {
  // In one of its own: the record of a region lies beside its folder.
  const around = mkdtempSync(join(tmpdir(), 'tend-cli-'));
  const folder = join(around, 'here');
  mkdirSync(folder);
  return { folder, tend, remove: () => rmSync(around, { recursive: true, force: true }) };

  async function tend(...args: readonly string[]) {
    const { exitCode, stdout, stderr } = await execa(node, [bin, ...args], {
      cwd: folder,
      reject: false,
      stdin: 'ignore',
      extendEnv: false,
      env: environmentIn(folder),
    });
    return { exitCode, stdout, stderr };
  }
}

/** Nothing of the operator's surroundings but PATH. */
export function environmentIn(folder: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: join(folder, 'home'),
    NO_COLOR: '1',
    XDG_STATE_HOME: join(folder, 'state'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.org',
  };
}
