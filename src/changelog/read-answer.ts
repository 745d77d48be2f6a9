import { join } from 'node:path';
import { KnownError } from '../model/known-error.js';
import { withoutCredentials } from '../model/without-credentials.js';
import { runGit, type Clone } from './clone/clone.js';
import { fetchBranches } from './clone/fetch-branches.js';
import { gitDetails } from './clone/git-words.js';
import { readRefs, type Refs } from './clone/read-refs.js';
import { waysToReach } from './ways-to-reach.js';
import type { Workplace } from './workplace.js';

const patience = 30_000;

/**
 * Where the branches of a remote stand that has just answered. CHANGELOG_TRUNCATED where it has the log's branch and hands
 * out only the last commits of it: git leaves such a shallow branch out and says nothing, as if there were none.
 */
export async function readAnswer(place: Workplace, clone: Clone): Promise<Refs> {
  const refs = await readRefs(clone);
  if (refs.main || !(await hasBranch(place, clone))) return refs;
  // Somebody may have made it just now.
  await fetchBranches(clone, place.remote, { timeoutMs: patience, witnesses: [] });
  const again = await readRefs(clone);
  if (again.main) return again;
  throw shallowCopy(place);
}

/** The remote has the log and keeps the beginning of its git history to itself. */
export function shallowCopy(place: Workplace): KnownError {
  const remote = withoutCredentials(place.remote);
  return new KnownError(
    'CHANGELOG_TRUNCATED',
    `the changelog at ${remote} is a shallow copy: it hands out the newest commits and keeps the history before them`,
    {
      tryThis: [
        'on the machine that serves it: git fetch --unshallow',
        'or name the repository that people push to in region.yml, not a copy of it',
      ],
    },
  );
}

async function hasBranch({ remote, remoteIsDefault, files }: Workplace, clone: Clone): Promise<boolean> {
  if (remoteIsDefault && !(await files.exists(remote))) return false;
  const done = await runGit(clone, ['ls-remote', '--quiet', '--', remote, 'refs/heads/main'], { timeoutMs: patience });
  return done.exitCode === 0 && done.stdout !== '';
}

/** Why nothing came: the remote is silent, this machine cannot keep what it says, or it lost what it says it has. */
export async function explainSilence(place: Workplace, clone: Clone, words: readonly string[]): Promise<KnownError> {
  const remote = withoutCredentials(place.remote);
  const details = gitDetails(words);
  if (place.remoteIsDefault && !(await place.files.exists(place.remote)))
    return new KnownError(
      'CHANGELOG_UNREACHABLE',
      `the repository of the changelog beside the region is gone: ${remote}`,
      {
        tryThis: ['put back what this machine has seen of it: tend changelog recover'],
      },
    );
  if (!(await hasBranch(place, clone)))
    return new KnownError('CHANGELOG_UNREACHABLE', `the changelog at ${remote} does not answer`, {
      details,
      tryThis: waysToReach(remote),
    });
  if (!(await canKeep(place)))
    return new KnownError('CHANGELOG_INVALID', `what the changelog answers cannot be kept in ${place.folder}`, {
      details,
      tryThis: ['see whether the disk is full or the folder belongs to somebody else'],
    });
  return new KnownError(
    'CHANGELOG_INVALID',
    `the repository at ${remote} is damaged: it says what its newest entry is, and cannot hand over all that belongs to it`,
    {
      details,
      tryThis: [
        'ask those who run it to repair it: git fsck',
        'or, from a machine that read it before, give it back what it lost: tend changelog recover',
      ],
    },
  );
}

const someBytes = 65_536;

/** Whether a file of some size can be written beside our copy. */
async function canKeep({ files, folder, random }: Workplace): Promise<boolean> {
  const path = join(folder, '.room');
  try {
    await files.write(path, random.bytes(someBytes));
    await files.remove(path);
    return true;
  } catch {
    return false;
  }
}
