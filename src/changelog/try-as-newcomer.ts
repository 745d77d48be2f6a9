import { KnownError } from '../model/known-error.js';
import { withoutCredentials } from '../model/without-credentials.js';
import { runGit } from './clone/clone.js';
import { gitDetails, gitWords } from './clone/git-words.js';
import { createBareRepository } from './clone/create-bare-repository.js';
import { shallowCopy } from './read-answer.js';
import type { Workplace } from './workplace.js';

const patience = 300_000;

/**
 * Fetches the whole log as somebody would who never did. This machine asks for what is new only, and would not notice that a
 * remote has lost what is old: CHANGELOG_INVALID then, with the way to give it back. The history here is the pinned one.
 */
export async function tryAsNewcomer(place: Workplace): Promise<void> {
  const clone = await place.clone();
  const folder = `${place.folder}/newcomer-${place.random.name()}.git`;
  await createBareRepository(place, folder);
  const branches = ['+refs/heads/main*:refs/heads/main*'];
  const words = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--', place.remote, ...branches];
  const done = await runGit({ ...clone, folder }, words, { timeoutMs: patience });
  const got = await runGit({ ...clone, folder }, ['rev-parse', '--quiet', '--verify', 'refs/heads/main']);
  await place.files.remove(folder);
  if (done.exitCode === 0 && got.exitCode === 0) return;
  if (done.exitCode === 0) throw shallowCopy(place);
  const remote = withoutCredentials(place.remote);
  throw new KnownError('CHANGELOG_INVALID', `the repository at ${remote} has lost parts of the history that it shows`, {
    details: gitDetails(gitWords(done.stderr)),
    tryThis: [
      'ask those who run it to bring it back from a backup (git fsck), then run this again',
      `or put all that was seen here into a new repository: git --git-dir ${clone.folder} push NEW-ADDRESS refs/tend/seen/main:refs/heads/main refs/tend/seen/details:refs/heads/details`,
      'and name that one in region.yml',
    ],
  });
}
