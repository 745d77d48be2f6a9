import { KnownError } from '../model/known-error.js';
import { listTree } from './clone/list-tree.js';
import { pushBranches } from './clone/push-branches.js';
import { writeCommits } from './clone/write-commits.js';
import { detailsFolder, forgetCommitment } from './details-folder.js';
import { mirrorLog } from './mirror-log.js';
import { refreshLog, pinLog } from './refresh-log.js';
import type { Workplace } from './workplace.js';

const tries = 5;

/**
 * Takes what two people agreed to erase off the details branch, which has no history, and off this machine. Gives how many texts
 * went. The lines of the log stay: every proof stays good.
 */
export async function eraseDetails(place: Workplace): Promise<number> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const { log, refs } = await refreshLog(place);
    const erased = Object.keys(log.state.erased);
    for (const commitment of erased) await forgetCommitment(place, commitment);
    const { main, details, detailsTree } = refs;
    if (!main || !details || !detailsTree) return 0;
    const clone = await place.clone();
    const paths = new Set(erased.map((commitment) => `${detailsFolder}/${commitment}`));
    const gone = (await listTree(clone, details)).filter(({ path }) => paths.has(path));
    if (gone.length === 0) return 0;
    const [to] = await writeCommits(clone, [
      {
        branch: 'details',
        author: 'tend',
        time: place.clock.now(),
        message: 'details\n',
        tree: detailsTree,
        files: new Map(gone.map(({ path }) => [path, undefined])),
      },
    ]);
    if (!(await pushBranches(clone, place.remote, { main, details: { to, lease: details } }))) {
      await pinLog(place, log, to);
      await mirrorLog(place);
      return gone.length;
    }
  }
  throw new KnownError('CHANGELOG_REFUSED', 'the remote does not let go of what is to be erased', {
    tryThis: ['let your account push to its branch details', 'run it again'],
  });
}
