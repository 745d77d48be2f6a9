import { KnownError } from '../../model/known-error.js';
import { isSameHash } from '../../tlog/tree/hash.js';
import { rootAt } from '../../tlog/tree/tree.js';
import { loadTree } from '../log/load-tree.js';
import type { Log } from '../log/log.js';
import type { Workplace } from '../workplace.js';
import type { Head } from './head.js';
import { cosignedHeads, signedHeads } from './remembered-head.js';

/** Those of some heads that a log does not go on from: it is shorter, or has other entries. */
export async function ofOtherHistory<Each extends Head>(
  place: Workplace,
  log: Log,
  heads: readonly Each[],
): Promise<Each[]> {
  if (heads.length === 0) return [];
  const sizes = heads.map(({ size }) => size);
  const tree = await loadTree(await place.clone(), log, sizes);
  return heads.filter(({ size, root }) => size > tree.size || !isSameHash(rootAt(tree, size), root));
}

/**
 * CHANGELOG_FORKED where the log does not go on from what this machine signed and published, or a witness cosigned. A head
 * that nobody is known to have seen does not count: the next append owns up to it; nor one that is owned up to right now.
 */
export async function refuseOtherHistory(place: Workplace, log: Log, owned: readonly Head[] = []): Promise<void> {
  const isOwned = ({ text }: Head) => owned.some((head) => head.text === text);
  const published = (await signedHeads(place)).filter((head) => head.published && !isOwned(head));
  const [other] = await ofOtherHistory(place, log, [...published, ...(await cosignedHeads(place, log))]);
  if (other) throw otherHistory(other, log);
}

function otherHistory(head: Head, { state }: Log): KnownError {
  const what = head.size > state.size ? `only ${state.size} entries` : `other entries among the first ${head.size}`;
  return new KnownError(
    'CHANGELOG_FORKED',
    `the log that the remote serves has ${what}, but a head over ${head.size} was signed before: nothing is added to this`,
    {
      tryThis: [
        'see what differs: tend changelog verify --deep',
        'bring back what the remote lost, or own up to the other history: tend changelog recover',
      ],
    },
  );
}
