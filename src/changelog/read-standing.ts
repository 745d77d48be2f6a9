import { cosignaturesOf, policyIn } from './heads/cosignatures-of.js';
import { knownHeads } from './heads/known-heads.js';
import { levelOf, type Level } from './level-of.js';
import { refreshLog } from './refresh-log.js';
import type { SeenBy } from './verify/verification.js';
import type { Workplace } from './workplace.js';

/** How much a log is worth to strangers: kept here, where others can read it, or seen by others. */
export interface Standing {
  readonly level: Level;
  readonly seenBy: readonly SeenBy[];
  /** A witness, a group, or `none`: who has to have seen it, by the policy in force. */
  readonly quorum: string;
}

/** What this machine knows of it; nothing is verified anew. */
export async function readStanding(place: Workplace): Promise<Standing> {
  const { log } = await refreshLog(place, true);
  const policy = policyIn(log.state.policy);
  const seenBy = policy ? cosignaturesOf(policy, await knownHeads(place, log)) : [];
  return {
    level: levelOf(place.remote, seenBy),
    seenBy: seenBy.map(({ witness, head, at }) => ({ witness, size: head.size, at })),
    quorum: policy?.quorum ?? 'none',
  };
}
