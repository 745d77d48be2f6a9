import { KnownError } from '../model/known-error.js';
import { withoutCredentials } from '../model/without-credentials.js';
import { listTree } from './clone/list-tree.js';
import { refuseIfGone } from './known-of-log.js';
import type { Log } from './log/log.js';
import type { Workplace } from './workplace.js';

/** What forges put into a new repository. */
const ofForges =
  /^(?:README|LICEN[CS]E|COPYING|CONTRIBUTING|CODE_OF_CONDUCT|CODEOWNERS|\.git|\.forgejo|\.gitea|\.editorconfig)/i;

/**
 * A repository without an entry, although it has commits: the log of this machine's memory is gone from it (CHANGELOG_REWRITTEN), or it
 * is the repository of something else, into which no record must be written (CHANGELOG_INVALID).
 */
export async function refuseOtherRepository(place: Workplace, { commit, state, draft }: Log): Promise<void> {
  if (!commit || state.size > 0 || draft) return;
  await refuseIfGone(place);
  const files = await listTree(await place.clone(), commit);
  const strange = files.map(({ path }) => path).filter((path) => !ofForges.test(path));
  if (strange.length === 0) return;
  throw new KnownError(
    'CHANGELOG_INVALID',
    `the repository at ${withoutCredentials(place.remote)} is that of something else: it holds ${strange.length} files and no changelog`,
    {
      details: strange.slice(0, 5).map((path) => JSON.stringify(path.slice(0, 100))),
      tryThis: ['name a repository of its own in region.yml: changelog: { remote: ADDRESS }'],
    },
  );
}
