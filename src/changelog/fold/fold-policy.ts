import type { EntryId } from '../../model/brand.js';
import type { ApproveEntry, EraseEntry, PolicyEntry } from '../../model/log-entry.js';
import { parsePolicy } from '../../tlog/note/policy.js';
import { entryProblem, type Problem } from '../problem.js';
import type { Committed } from './fold-context.js';
import type { SignedEntry } from './signed-entry.js';
import { holdersOf, keyOf } from './key-of.js';
import type { LogState, Proposal } from './log-state.js';

/** Proposals, and those who agree to them: policies by root keys, erasings by a second person. */
export function foldPolicy(state: LogState, signed: SignedEntry, { entry, committed }: Proposing): Problem[] {
  if (entry.type === 'approve') return approve(state, signed, entry);
  const problems = entry.type === 'policy' ? judgePolicy(state, signed, entry) : judgeErasing(signed, entry, committed);
  if (problems.length > 0) return problems;
  const proposal: Proposal = { entry, holder: entry.actor, keys: [signed.k] };
  state.proposals[signed.id] = proposal;
  settle(state, signed.id, proposal);
  return [];
}

interface Proposing {
  readonly entry: PolicyEntry | ApproveEntry | EraseEntry;
  readonly committed: Committed;
}

/** Two people agree on texts of an entry that they both can read, not on any others. */
function judgeErasing(signed: SignedEntry, { of, commitments }: EraseEntry, committed: Committed): Problem[] {
  const own = committed.of(of);
  if (own && commitments.every((commitment) => own.includes(commitment))) return [];
  const what = own ? 'texts that do not belong to the entry that it names' : 'texts of an entry that is not here';
  return [entryProblem('erases-nothing', signed, `wants to erase ${what} (${of.slice(0, 8)})`)];
}

function judgePolicy(state: LogState, signed: SignedEntry, entry: PolicyEntry): Problem[] {
  if (!state.rootKeys.includes(signed.k))
    return [
      entryProblem(
        'policy-without-quorum',
        signed,
        `changes the policy with the key ${signed.k}, which is no root key`,
      ),
    ];
  const roots = new Set(entry.roots);
  const usable = entry.roots.every((root) => canBeRoot(state, root));
  const isGood = usable && roots.size === entry.roots.length && entry.threshold <= holdersOf(state, entry.roots);
  const policy = parsePolicy(entry.policy);
  if (isGood && !('fault' in policy)) return [];
  const why =
    'fault' in policy
      ? `line ${policy.line}: ${policy.fault}`
      : 'its root keys are too few, those of too few people, or cannot be root keys';
  return [entryProblem('policy-without-quorum', signed, `names a policy that cannot count (${why})`)];
}

/** Who decides must be able to say so at any time: then a policy never locks everybody out. */
function canBeRoot(state: LogState, root: string): boolean {
  const key = keyOf(state, root);
  return key?.revoked === null && key.expires === null && key.apps === null && key.does.includes('record');
}

function approve(state: LogState, signed: SignedEntry, entry: ApproveEntry): Problem[] {
  const proposal = state.proposals[entry.of];
  if (!proposal) return [entryProblem('approves-nothing', signed, 'agrees to something that is not proposed here')];
  if (proposal.keys.some((key) => keyOf(state, key)?.holder === entry.actor))
    return [entryProblem('approves-nothing', signed, 'agrees to what the same person proposed or agreed to')];
  if (proposal.entry.type === 'policy' && !state.rootKeys.includes(signed.k))
    return [
      entryProblem(
        'policy-without-quorum',
        signed,
        `agrees to a policy with the key ${signed.k}, which is no root key`,
      ),
    ];
  proposal.keys.push(signed.k);
  settle(state, entry.of, proposal);
  return [];
}

/** Puts a proposal into force once enough agree: root keys to a policy, two people to an erasing. */
function settle(state: LogState, id: EntryId, { entry, keys }: Proposal): void {
  const enough = entry.type === 'policy' ? state.threshold : 2;
  if (keys.filter((key) => counts(state, entry, key)).length < enough) return;
  delete state.proposals[id];
  if (entry.type === 'erase') {
    for (const commitment of entry.commitments) state.erased[commitment] = id;
    return;
  }
  state.policy = entry.policy;
  state.rootKeys = entry.roots;
  state.threshold = entry.threshold;
}

/** Who is out, or is no root any more, has no say in what still waits. */
function counts(state: LogState, { type }: Proposal['entry'], key: string): boolean {
  return keyOf(state, key)?.revoked === null && (type !== 'policy' || state.rootKeys.includes(key));
}
