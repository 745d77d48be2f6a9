import type { Commit } from '../../model/brand.js';
import { parsePolicy } from '../../tlog/note/policy.js';
import { runGit, type Clone } from './clone.js';

/** More than any policy has; each is one pattern of a fetch. */
const most = 64;

/**
 * Names under which the witnesses of a log may have branches there: by the copy of its policy at a commit. Nothing hangs on whether
 * that copy is the policy in force: it says only what is worth fetching.
 */
export async function namedWitnesses(clone: Clone, commit: Commit | undefined): Promise<string[]> {
  if (commit === undefined) return [];
  const done = await runGit(clone, ['cat-file', 'blob', `${commit}:policy/trust.policy`]);
  return done.exitCode === 0 ? witnessNames(`${done.stdout}\n`) : [];
}

/** A witness goes by the name of its key, or by the one that the policy gives it. */
export function witnessNames(text: string): string[] {
  const policy = parsePolicy(text);
  if ('fault' in policy) return [];
  const names = policy.witnesses.flatMap(({ name, key }) => [key.name, name]);
  return [...new Set(names)].filter(isBranchName).slice(0, most);
}

/** What git takes for a part of a branch's name, and no pattern. Source: git-check-ref-format(1). */
function isBranchName(name: string): boolean {
  return /^[A-Za-z0-9][\w.@+-]*(?:\/[\w@+-][\w.@+-]*)*$/.test(name) && !/\.\.|@\{|\.lock(?:\/|$)|\.$/.test(name);
}
