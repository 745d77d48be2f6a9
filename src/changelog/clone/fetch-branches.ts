import { runGit, type Clone } from './clone.js';
import { gitWords } from './git-words.js';

/** Takes over what the remote has now; gives git's words where it does not answer, undefined where it does. */
export async function fetchBranches(clone: Clone, remote: string, timeoutMs: number): Promise<string[] | undefined> {
  // With a star a branch that is not there is no failure, so that only silence is one.
  const branches = ['main', 'details', 'witness/'].map((name) => `+refs/heads/${name}*:${clone.at}/${name}*`);
  const words = ['fetch', '--quiet', '--prune', '--no-tags', '--no-write-fetch-head', '--', remote, ...branches];
  const done = await runGit(clone, words, { timeoutMs });
  if (done.exitCode === 0) return undefined;
  return done.timedOut ? [`no answer within ${timeoutMs / 1000} s`] : gitWords(done.stderr);
}
