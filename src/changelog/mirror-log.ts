import { pushBranches } from './clone/push-branches.js';
import { readRefs } from './clone/read-refs.js';
import type { Workplace } from './workplace.js';
import { withoutCredentials } from '../model/without-credentials.js';

/** A mirror that does not have what the authoritative remote has, and why. */
export interface MirrorBehind {
  readonly remote: string;
  readonly words: readonly string[];
}

/** Brings every mirror up to the head; gives those that did not take it. A mirror never stops an append. */
export async function mirrorLog(place: Workplace): Promise<MirrorBehind[]> {
  const { commit: head } = place.memory.log ?? {};
  if (!head || place.mirrors.length === 0) return [];
  const clone = await place.clone();
  const { details } = await readRefs(clone);
  const pushed = await Promise.all(
    place.mirrors.map(async (remote) => ({
      remote: withoutCredentials(remote),
      words: await pushBranches(clone, remote, { main: head, ...(details ? { details: { to: details } } : {}) }),
    })),
  );
  const behind = pushed.flatMap(({ remote, words }) => (words ? [{ remote, words }] : []));
  for (const each of behind) tellOnce(place, each);
  return behind;
}

/** An apply appends several times. */
function tellOnce({ tell, memory }: Workplace, { remote, words }: MirrorBehind): void {
  if (memory.mirrorsBehind.has(remote)) return;
  memory.mirrorsBehind.add(remote);
  tell(`the copy of the record at ${remote} does not take what is new (${words.at(-1) ?? 'no word why'})`);
}
