import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One commit of a repository made for a test. */
export interface CommitToMake {
  /** By path: content; null removes; `{ link }` makes a symbolic link. Other files stay. */
  readonly files: Readonly<Record<string, string | Uint8Array | null | { readonly link: string }>>;
  readonly message?: string;
  /** Annotated tag on this commit. */
  readonly tag?: string;
  /** Lightweight tag on this commit. */
  readonly lightweight?: string;
}

const identity = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};

/** Runs git in a folder; gives its output. Throws where it fails. */
export function runGit(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-C', folder, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...identity },
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}

/** Makes a real git repository (branch main) of these commits, or adds them to one that is there; gives their ids. */
export function makeGitRepo(folder: string, commits: readonly CommitToMake[]): string[] {
  mkdirSync(folder, { recursive: true });
  runGit(folder, 'init', '--quiet', '--initial-branch=main');
  return commits.map((commit) => addCommit(folder, commit));
}

function addCommit(folder: string, commit: CommitToMake): string {
  for (const [path, content] of Object.entries(commit.files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    rmSync(file, { force: true, recursive: true });
    if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(file, content);
    else if (content) symlinkSync(content.link, file);
  }
  runGit(folder, 'add', '--all');
  const message = commit.message ?? commit.tag ?? 'A commit';
  runGit(folder, 'commit', '--quiet', '--allow-empty', '--message', message);
  if (commit.tag) runGit(folder, 'tag', '--annotate', commit.tag, '--message', message);
  if (commit.lightweight) runGit(folder, 'tag', commit.lightweight);
  return runGit(folder, 'rev-parse', 'HEAD');
}
