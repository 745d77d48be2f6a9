import type { LoggedEntry } from '../../model/contents.js';
import { given } from '../../model/given.js';
import type { ApproveEntry, EraseEntry, PolicyEntry } from '../../model/log-entry.js';
import { shortEntry } from '../../model/short-id.js';
import { describeLogEntry } from '../describe-log-entry.js';
import { shortCommitment } from './short-commitment.js';
import { servicePath } from './page-paths.js';
import type { ProposalOnPage, RegionPages } from './region-pages.js';

/** People who must agree to an erasing, its proposer among them. */
const erasers = 2;

type Touched = readonly string[] | 'all';

/** A policy or an erasing is proposed; where one person is enough, it counts at once. */
export function propose(pages: RegionPages, { id, k }: LoggedEntry, entry: PolicyEntry | EraseEntry): Touched {
  const proposal: ProposalOnPage = {
    id,
    at: entry.time,
    what: describeLogEntry(entry),
    by: [{ person: entry.actor, ...given({ key: k }) }],
    asks:
      entry.type === 'erase'
        ? { kind: 'erase', commitments: entry.commitments }
        : { kind: 'policy', text: entry.policy, roots: entry.roots, threshold: entry.threshold },
  };
  return settle(pages, proposal);
}

/** Somebody else agrees. */
export function approve(pages: RegionPages, { k }: LoggedEntry, { of, actor }: ApproveEntry): Touched {
  const proposal = pages.proposals.find(({ id }) => id === of);
  if (!proposal || proposal.by.some(({ person }) => person === actor)) return [];
  return settle(pages, {
    ...proposal,
    by: [...proposal.by, { person: actor, ...given({ key: k }) }],
  });
}

/** Puts a proposal into force once enough agree, or lets it wait. Whose key is out, or is no root key any more, counts no more. */
function settle(pages: RegionPages, proposal: ProposalOnPage): Touched {
  const { asks, by, id } = proposal;
  const waiting = pages.proposals.filter((each) => each.id !== id);
  const isEnough = by.filter(({ key }) => counts(pages, asks, key)).length >= needed(pages, proposal);
  pages.proposals = isEnough ? waiting : [...waiting, proposal];
  if (!isEnough) return [];
  if (asks.kind === 'erase') return forget(pages, asks.commitments, shortEntry(id));
  pages.policy = { text: asks.text, roots: asks.roots, threshold: asks.threshold };
  return 'all';
}

/** How many people a proposal needs. */
export function needed({ policy }: RegionPages, { asks }: ProposalOnPage): number {
  return asks.kind === 'erase' ? erasers : policy.threshold;
}

function counts(
  { keys, policy }: RegionPages,
  { kind }: ProposalOnPage['asks'],
  fingerprint: string | undefined,
): boolean {
  if (fingerprint === undefined) return true;
  const isRoot = kind !== 'policy' || policy.roots.includes(fingerprint);
  return isRoot && keys.some((key) => key.fingerprint === fingerprint && !key.revoked);
}

/** Pages stop to point at texts that are gone. */
function forget(pages: RegionPages, commitments: readonly string[], id: string): string[] {
  const gone = new Set(commitments.map(shortCommitment));
  const erased = `erased by ${id}`;
  const touched = Object.entries(pages.apps).filter(([, { open, changes }]) => {
    const with_ = [...open, ...changes].filter(({ why }) => why !== undefined && gone.has(why));
    for (const each of with_) each.why = erased;
    return with_.length > 0;
  });
  for (const each of pages.newest) if (each.why !== undefined && gone.has(each.why)) each.why = erased;
  return touched.map(([app]) => servicePath(app));
}
