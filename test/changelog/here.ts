import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { openRegionChangelog, type RegionChangelog } from '../../src/workflows/changelog/region-changelog.js';
import { makeKeyPair } from '../../src/tools/record-keys/key-pair.js';
import { origin } from './entries.js';
import { toolsOf } from './tools-of.js';

/** A folder with a bare repository for the changelog, and as many machines as wanted that use it. */
export interface Here {
  readonly folder: string;
  readonly remote: string;
  /** All machines write with one key, as one person; another key: `variables`. */
  open(machine?: string, remotes?: readonly string[], variables?: Readonly<Record<string, string>>): RegionChangelog;
  git(...args: string[]): string;
  /** The same with input. */
  feed(input: string | Uint8Array, ...args: string[]): string;
  remove(): void;
}

export function makeHere(): Here {
  const folder = mkdtempSync(join(tmpdir(), 'tend-changelog-'));
  const remote = join(folder, 'remote.git');
  execFileSync('git', ['init', '-q', '--bare', '-b', 'main', remote]);
  const key = join(folder, 'key');
  writeFileSync(key, makeKeyPair().privateFile, { mode: 0o600 });
  return {
    folder,
    remote,
    open: (machine = 'ada', remotes = [remote], variables = { TEND_RECORD_KEY: key }) =>
      openRegionChangelog(toolsOf(join(folder, machine), variables), {
        origin,
        remotes,
        regionFolder: join(folder, 'region'),
        regionName: 'merri-bek',
      }),
    git: (...args) => execFileSync('git', ['--git-dir', remote, ...args], { encoding: 'utf8', stdio: 'pipe' }),
    feed: (input, ...args) =>
      execFileSync('git', ['--git-dir', remote, ...args], { encoding: 'utf8', stdio: 'pipe', input }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
