import { joinHeads } from './heads/best-head.js';
import { cosignaturesOf, policyIn } from './heads/cosignatures.js';
import { parseHead } from './heads/head.js';
import { witnessHeads } from './heads/remembered-head.js';
import { refreshLog } from './refresh-log.js';
import type { SeenBy } from './verify/verification.js';
import type { Workplace } from './workplace.js';

/** How much a log is worth to strangers: kept here, where others can read it, or seen by others. */
export interface Standing {
  readonly level: 'local' | 'public' | 'witnessed';
  readonly seenBy: readonly SeenBy[];
  /** A witness, a group, or `none`: who has to have seen it, by the policy in force. */
  readonly quorum: string;
}

/** What this machine knows of it; nothing is verified anew. */
export async function readStanding(place: Workplace): Promise<Standing> {
  const { log } = await refreshLog(place, true);
  const policy = policyIn(log.state.policy);
  const own = parseHead(log.checkpoint ?? '', place.origin);
  const heads = joinHeads([...('problem' in own ? [] : [own]), ...(await witnessHeads(place))], place.origin);
  const seenBy = policy ? cosignaturesOf(policy, heads) : [];
  return {
    level: seenBy.length > 0 ? 'witnessed' : isLocal(place.remote) ? 'local' : 'public',
    seenBy: seenBy.map(({ witness, head, at }) => ({ witness, size: head.size, at })),
    quorum: policy?.quorum ?? 'none',
  };
}

/** A folder on this machine. */
export function isLocal(remote: string): boolean {
  return /^(\/|file:|\.)/.test(remote);
}
