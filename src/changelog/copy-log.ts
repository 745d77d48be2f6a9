import { given } from '../model/given.js';
import { KnownError } from '../model/known-error.js';
import { withoutCredentials } from '../model/without-credentials.js';
import { runGit } from './clone/clone.js';
import { pushBranches } from './clone/push-branches.js';
import { gitDetails } from './clone/git-words.js';
import { refreshLog } from './refresh-log.js';
import { waysToReach } from './ways-to-reach.js';
import type { Workplace } from './workplace.js';

const patience = 30_000;

/** Puts the whole log on another remote, with what lies beside it and what witnesses have cosigned. CHANGELOG_REFUSED or CHANGELOG_UNREACHABLE with git's words. */
export async function copyLog(place: Workplace, remote: string): Promise<void> {
  const { refs } = await refreshLog(place);
  const { main, details, witnesses } = refs;
  if (!main) return;
  const lost = await pushBranches(await place.clone(), remote, {
    main,
    ...(details ? { details: { to: details } } : {}),
    ...given({ witnesses }),
  });
  if (!lost) return;
  const named = withoutCredentials(remote);
  const empty = 'make an empty repository there to which you may push, then run it again';
  if (await answers(place, remote))
    throw new KnownError('CHANGELOG_REFUSED', `${named} does not take the record`, {
      details: gitDetails(lost),
      tryThis: [empty],
    });
  throw new KnownError('CHANGELOG_UNREACHABLE', `${named} does not answer, or is no repository`, {
    details: gitDetails(lost),
    tryThis: [...waysToReach(named), `where there is none yet: ${empty}`],
  });
}

async function answers(place: Workplace, remote: string): Promise<boolean> {
  const done = await runGit(await place.clone(), ['ls-remote', '--quiet', '--', remote], { timeoutMs: patience });
  return done.exitCode === 0;
}
