import { runGit, type Clone } from './clone.js';
import { gitWords } from './git-words.js';

/** What is asked of a remote. */
export interface Asking {
  readonly timeoutMs: number;
  /** Branches of witnesses to look for, without `witness/`; of others nothing is fetched, however many a remote may have. */
  readonly witnesses: readonly string[];
}

/** Takes over what the remote has now; gives git's words where it does not answer, undefined where it does. */
export async function fetchBranches(
  clone: Clone,
  remote: string,
  { timeoutMs, witnesses }: Asking,
): Promise<string[] | undefined> {
  return fetchThese(clone, remote, { timeoutMs, names: ['main', 'details', ...witnesses.map(witnessBranch)] });
}

/** The same for branches of witnesses alone. */
export async function fetchWitnesses(
  clone: Clone,
  remote: string,
  { timeoutMs, witnesses }: Asking,
): Promise<string[] | undefined> {
  return witnesses.length === 0
    ? undefined
    : fetchThese(clone, remote, { timeoutMs, names: witnesses.map(witnessBranch) });
}

function witnessBranch(name: string): string {
  return `witness/${name}`;
}

async function fetchThese(
  clone: Clone,
  remote: string,
  { timeoutMs, names }: { readonly timeoutMs: number; readonly names: readonly string[] },
): Promise<string[] | undefined> {
  // With a star a branch that is not there is no failure, so that only silence is one.
  const branches = names.map((name) => `+refs/heads/${name}*:${clone.at}/${name}*`);
  const args = ['fetch', '--quiet', '--prune', '--no-tags', '--no-write-fetch-head', '--', remote, ...branches];
  const done = await runGit(clone, args, { timeoutMs });
  if (done.exitCode === 0) return undefined;
  return done.timedOut ? [`no answer within ${timeoutMs / 1000} s`] : gitWords(done.stderr);
}
