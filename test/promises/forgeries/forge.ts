import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChangelog, type Changelog } from '../../../src/changelog/open-changelog.js';
import type { Anchor, Verification } from '../../../src/changelog/verify/verification.js';
import { verifyChangelog } from '../../../src/changelog/verify/verify-changelog.js';
import { verifyClone } from '../../../src/changelog/verify/verify-clone.js';
import { recordContents } from '../../../src/record/record-contents.js';
import { origin } from '../../changelog/entries.js';
import { toolsOf } from '../../changelog/tools-of.js';
import { keyFiles, makeGoodLog, type GoodLog, type Writer } from './good-log.js';
import { writeRepository, type Repository } from './write-repository.js';

/** What three people find in a forged log: a stranger with a clone of it, and one who has seen the good one, in two ways. */
export interface Found {
  readonly alone: Verification;
  readonly deep: Verification;
  readonly quick: Verification;
}

/** A good log, published and seen on a machine; then somebody with push rights. */
export interface Forge {
  readonly good: GoodLog;
  readonly remote: string;
  /** Publishes the good log with these changes, and looks at it. */
  find(changes: Repository): Promise<Found>;
  /** The same of what lies there now. */
  look(): Promise<Found>;
  publish(changes: Repository): Promise<void>;
  /** A clone alone, with what is known from elsewhere; default: the log's fingerprint. */
  alone(anchor?: Anchor): Promise<Verification>;
  /** Another machine, with the key of somebody who may write. */
  writer(who: Writer): Changelog;
  /** Changes the files of a branch as rows of `git ls-tree -r`. */
  rewrite(branch: string, change: (rows: string[]) => string[]): void;
  git(...args: string[]): string;
  feed(input: string, ...args: string[]): string;
  remove(): void;
}

let template: { folder: string; good: GoodLog } | undefined;

/** The good log and who saw it are made once, and copied for each test. */
export async function makeForge(): Promise<Forge> {
  template ??= await makeTemplate();
  const folder = mkdtempSync(join(tmpdir(), 'tend-forge-'));
  cpSync(template.folder, folder, { recursive: true });
  return forgeOf(folder, template.good);
}

/** After the last test of a file. */
export function removeTemplate(): void {
  if (template) rmSync(template.folder, { recursive: true, force: true });
  template = undefined;
}

async function makeTemplate() {
  const folder = mkdtempSync(join(tmpdir(), 'tend-forge-'));
  const remote = join(folder, 'remote.git');
  execFileSync('git', ['init', '-q', '--bare', '-b', 'main', remote]);
  const good = await makeGoodLog();
  await writeRepository(remote, good, {});
  await openAt(folder, 'ada').list();
  return { folder, good };
}

function openAt(folder: string, machine: string, variables: Record<string, string> = {}): Changelog {
  const remotes = [join(folder, 'remote.git')];
  return openChangelog(toolsOf(join(folder, machine), variables), {
    origin,
    remotes,
    regionFolder: join(folder, 'region'),
    regionName: 'merri-bek',
    contents: recordContents,
  });
}

function forgeOf(folder: string, good: GoodLog): Forge {
  const remote = join(folder, 'remote.git');
  const run = (args: string[], input?: string) =>
    execFileSync('git', ['--git-dir', remote, ...args], {
      encoding: 'utf8',
      stdio: 'pipe',
      ...(input ? { input } : {}),
    });
  const publish = (changes: Repository) => writeRepository(remote, good, changes);
  const alone = (anchor: Anchor = { fingerprint: good.fingerprint }) =>
    verifyClone(toolsOf(join(folder, 'stranger')), { folder: remote, contents: recordContents, anchor });
  async function pinned(deep: boolean): Promise<Verification> {
    const machine = deep ? 'ada-deep' : 'ada-quick';
    rmSync(join(folder, machine), { recursive: true, force: true });
    cpSync(join(folder, 'ada'), join(folder, machine), { recursive: true });
    return verifyChangelog(openAt(folder, machine).place, { deep, anchor: {} });
  }
  async function look(): Promise<Found> {
    mkdirSync(join(folder, 'stranger'), { recursive: true });
    const [strangers, deep, quick] = await Promise.all([alone(), pinned(true), pinned(false)]);
    return { alone: strangers, deep, quick };
  }
  return {
    good,
    remote,
    publish,
    look,
    alone,
    find: async (changes) => {
      await publish(changes);
      return look();
    },
    writer(who) {
      const file = join(folder, 'key');
      writeFileSync(file, keyFiles[who], { mode: 0o600 });
      return openAt(folder, 'writer', { TEND_RECORD_KEY: file });
    },
    rewrite(branch, change) {
      const rows = run(['ls-tree', '-r', branch]).trimEnd().split('\n');
      const env = { ...process.env, GIT_INDEX_FILE: join(folder, 'index') };
      const git = (args: string[], input = '') =>
        execFileSync('git', ['--git-dir', remote, ...args], { encoding: 'utf8', env, input }).trim();
      git(['update-index', '--index-info'], `${change(rows).join('\n')}\n`);
      const tree = git(['write-tree']);
      rmSync(env.GIT_INDEX_FILE);
      git(['update-ref', `refs/heads/${branch}`, git(['commit-tree', '-p', branch, tree], 'x')]);
    },
    git: (...args) => run(args),
    feed: (input, ...args) => run(args, input),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
