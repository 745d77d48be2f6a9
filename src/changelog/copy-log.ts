import { KnownError } from '../model/known-error.js';
import { withoutCredentials } from '../model/without-credentials.js';
import { pushBranches } from './clone/push-branches.js';
import { gitDetails } from './clone/git-words.js';
import { refreshLog } from './refresh-log.js';
import type { Workplace } from './workplace.js';

/** Puts the whole log, with what lies beside it, on another remote. CHANGELOG_REFUSED with git's words. */
export async function copyLog(place: Workplace, remote: string): Promise<void> {
  const { refs } = await refreshLog(place);
  const { main, details } = refs;
  if (!main) return;
  const lost = await pushBranches(await place.clone(), remote, {
    main,
    ...(details ? { details: { to: details } } : {}),
  });
  if (!lost) return;
  throw new KnownError('CHANGELOG_REFUSED', `${withoutCredentials(remote)} does not take the record`, {
    details: gitDetails(lost),
    tryThis: ['make an empty repository there to which you may push, then run it again'],
  });
}
