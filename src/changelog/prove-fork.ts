import { isSameHash } from '../tlog/tree/hash.js';
import { rootAt } from '../tlog/tree/tree.js';
import { parseHead, type Head } from './heads/head.js';
import { rememberedHead } from './heads/remembered-head.js';
import { loadTree } from './log/load-tree.js';
import type { Log } from './log/log.js';
import { makeForkProof, type ForkProof } from './proofs/fork-proof.js';
import { keepForkProof } from './proofs/keep-fork-proof.js';
import type { Workplace } from './workplace.js';

/** Two logs of which one may not go on from the other. */
export interface TwoLogs {
  readonly ours: Log;
  readonly theirs: Log;
}

/**
 * Where both histories of a log were signed: writes the proof that anybody can check into the state folder, and gives its
 * path. Undefined where that cannot be shown: one of them is unsigned, or only shorter.
 */
export async function proveFork(place: Workplace, { ours, theirs }: TwoLogs): Promise<string | undefined> {
  const theirHead = headOf(place, theirs);
  const remembered = await rememberedHead(place);
  const ourHeads = [headOf(place, ours), remembered].filter((head) => head && head.size <= ours.state.size);
  for (const head of ourHeads) {
    const proof =
      head && theirHead && (await compareHeads(place, { head, log: ours }, { head: theirHead, log: theirs }));
    if (proof) return keepForkProof(place.files, place.folder, proof);
  }
  return undefined;
}

function headOf({ origin }: Workplace, { checkpoint }: Log): Head | undefined {
  const head = parseHead(checkpoint ?? '', origin);
  return 'problem' in head ? undefined : head;
}

interface HeadOfLog {
  readonly head: Head;
  readonly log: Log;
}

async function compareHeads(place: Workplace, one: HeadOfLog, other: HeadOfLog): Promise<ForkProof | undefined> {
  const [shorter, longer] = one.head.size <= other.head.size ? [one, other] : [other, one];
  const tree = await loadTree(await place.clone(), longer.log, [shorter.head.size, longer.head.size]);
  if (isSameHash(rootAt(tree, shorter.head.size), shorter.head.root)) return undefined;
  return makeForkProof(place.origin, [shorter.head, longer.head], tree);
}
