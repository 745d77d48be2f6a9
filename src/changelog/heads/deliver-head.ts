import { KnownError } from '../../model/known-error.js';
import { runGit } from '../clone/clone.js';
import { fetchWitnesses } from '../clone/fetch-branches.js';
import { gitDetails, gitWords } from '../clone/git-words.js';
import { listTree } from '../clone/list-tree.js';
import { readBlobs } from '../clone/read-blobs.js';
import { readRefs } from '../clone/read-refs.js';
import { writeCommits } from '../clone/write-commits.js';
import { refreshLog } from '../refresh-log.js';
import type { Workplace } from '../workplace.js';

const patience = 30_000;

/** What lies on a witness's branch of a log; undefined where there is none. */
export async function deliveredHead(place: Workplace, branch: string): Promise<string | undefined> {
  const { fresh } = await refreshLog(place, true);
  const clone = await place.clone();
  const name = branch.replace(/^witness\//, '');
  // The log's policy may not name this witness yet.
  if (fresh) await fetchWitnesses(clone, place.remote, { timeoutMs: patience, witnesses: [name] });
  const commit = (await readRefs(clone)).witnesses?.[name];
  if (!commit) return undefined;
  const files = await listTree(clone, commit, ['checkpoint']);
  const [blob] = await readBlobs(
    clone,
    files.filter(({ type, size }) => type === 'blob' && size <= 65_536).map(({ object }) => object),
  );
  return blob && Buffer.from(blob).toString('utf8');
}

/** Puts a cosigned head on a witness's own branch of a log; nobody else writes there. CHANGELOG_REFUSED with git's words. */
export async function deliverHead(place: Workplace, branch: string, note: string): Promise<void> {
  const clone = await place.clone();
  const by = { author: 'witness', time: place.clock.now(), message: 'cosigned\n' };
  const [commit] = await writeCommits(clone, [{ ...by, branch, files: new Map([['checkpoint', note]]) }]);
  const done = await runGit(clone, ['push', '--quiet', '--', place.remote, `+${commit}:refs/heads/${branch}`]);
  if (done.exitCode === 0) return;
  throw new KnownError('CHANGELOG_REFUSED', `${place.origin} does not take a witness's head on its branch ${branch}`, {
    details: gitDetails(gitWords(done.stderr)),
    tryThis: [
      'ask its people to let you push that branch',
      'or hand the head over as a file: tend witness run --out FILE',
    ],
  });
}
