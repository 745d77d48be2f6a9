import type { Commit } from '../../model/brand.js';
import { runGit, type Clone } from './clone.js';
import { gitWords } from './git-words.js';

/** What shall stand on the remote. */
export interface Push {
  readonly main: Commit;
  /** The details branch has no history and is replaced; with `lease` only while it stands there ('' = nowhere). */
  readonly details?: { readonly to: Commit; readonly lease?: Commit };
  /** What witnesses cosigned, by their names: only where the record goes to another remote, on which they have not written yet. */
  readonly witnesses?: Readonly<Record<string, Commit>>;
}

/** Compare-and-swap on the remote, all branches or none. Undefined where it took them, else git's words. */
export async function pushBranches(clone: Clone, remote: string, push: Push): Promise<string[] | undefined> {
  const done = await runGit(clone, ['push', '--quiet', ...detailOptions(push), '--', remote, ...branches(push)]);
  if (done.exitCode === 0) return undefined;
  return done.timedOut ? ['no answer in time'] : gitWords(done.stderr);
}

function detailOptions({ details }: Push): string[] {
  if (!details) return [];
  const lease = details.lease === undefined ? [] : [`--force-with-lease=refs/heads/details:${details.lease}`];
  return ['--atomic', ...lease];
}

function branches({ main, details, witnesses = {} }: Push): string[] {
  const force = details?.lease === undefined ? '+' : '';
  return [
    `${main}:refs/heads/main`,
    ...(details ? [`${force}${details.to}:refs/heads/details`] : []),
    ...Object.entries(witnesses).map(([name, commit]) => `${commit}:refs/heads/witness/${name}`),
  ];
}
