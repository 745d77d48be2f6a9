import { resolve } from 'node:path';
import type { ProgramOptions } from '../programs.js';

/** What a call of git does, and in whose repository. */
export interface GitCommand {
  /** `status`, `fetch` … */
  readonly name: string;
  /** It may reach another repository; all others only work in one. */
  readonly reachesOthers: boolean;
  /** The folder from which git looks for a repository; undefined where the call names a repository of ours, or makes one. */
  readonly folder?: string;
}

const withValue = ['-c', '-C', '--git-dir', '--work-tree'];
const reaching = ['clone', 'fetch', 'ls-remote', 'push'];
const making = ['clone', 'init'];

/** Reads a call as git would: `-c user.name=tend -C folder commit …`. */
export function readGitCommand(args: readonly string[], { cwd = '.', env = {} }: ProgramOptions): GitCommand {
  let at = 0;
  let folder = cwd;
  while (args[at]?.startsWith('-')) {
    if (args[at] === '-C') folder = resolve(folder, args[at + 1] ?? '.');
    at += withValue.includes(args[at] ?? '') ? 2 : 1;
  }
  const name = args[at] ?? '';
  const isNamed = args.slice(0, at).includes('--git-dir') || env['GIT_DIR'] !== undefined || making.includes(name);
  return { name, reachesOthers: reaching.includes(name), ...(isNamed ? {} : { folder: resolve(folder) }) };
}
