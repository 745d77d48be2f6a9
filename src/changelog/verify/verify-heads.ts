import type { Timestamp } from '../../model/brand.js';
import { given } from '../../model/given.js';
import { isQuorum, type Policy } from '../../tlog/note/policy.js';
import { verifyNote } from '../../tlog/note/verify-note.js';
import { isSameHash } from '../../tlog/tree/hash.js';
import { rootAt, type Tree } from '../../tlog/tree/tree.js';
import type { LogState } from '../fold/log-state.js';
import { cosignaturesOf, type Cosigned } from '../heads/cosignatures-of.js';
import { isSigned, judgeHead, type Head } from '../heads/head.js';
import { otherSigners } from '../heads/note-key-of.js';
import type { Problem } from '../problem.js';
import { findFork } from './find-fork.js';
import type { ForkProof } from '../proofs/fork-proof.js';

/** Days after which a head that no witness has looked at again may be an old one that is being shown. */
const staleAfterDays = 7;

export interface HeadsToVerify {
  readonly origin: string;
  readonly state: LogState;
  readonly tree: Tree;
  /** That of log/checkpoint. */
  readonly head?: Head | { readonly problem: Problem };
  /** Heads from elsewhere: branches of witnesses, this machine's memory. */
  readonly others: readonly Head[];
  /** The log as this machine knew it, with its head. */
  readonly known?: { readonly head: Head; readonly tree: Tree };
  readonly policy?: Policy;
  readonly now: Timestamp;
}

export interface VerifiedHeads {
  readonly head?: Head;
  /** A writer signed it, but not over these lines. */
  readonly unfit?: Head;
  /** So many entries are those that somebody has signed for elsewhere. */
  readonly intact: number;
  readonly seenBy: readonly Cosigned[];
  readonly problems: readonly Problem[];
  readonly open: readonly Problem[];
  /** Shows to anybody that two histories of this log were signed. */
  readonly fork?: ForkProof;
}

/** The signed head over the entries, and whether those who are to watch have seen it. */
export function verifyHeads(asked: HeadsToVerify): VerifiedHeads {
  const { state, tree, head, others, policy } = asked;
  const elsewhere = [...others, ...(asked.known ? [asked.known.head] : [])]
    .filter(({ note }) => !head || 'problem' in head || note.text !== head.note.text)
    .map((other) => vouched(other, asked));
  const found = elsewhere.flatMap((other) => verifyElsewhere(other, tree));
  const intact = intactBy(elsewhere, tree);
  if (!head) {
    const open = tree.size === 0 ? [] : [unsigned(tree.size)];
    return { intact, seenBy: [], problems: uniqueProblems(found), open };
  }
  if ('problem' in head) return { intact, seenBy: [], problems: [head.problem, ...uniqueProblems(found)], open: [] };
  const problem = judgeHead(head, { state, tree, origin: asked.origin });
  const isUnfit = problem !== undefined && isSigned(head, asked);
  const seenBy = policy ? cosignaturesOf(policy, [head, ...others]) : [];
  const vouching = elsewhere.filter(({ by }) => by !== '').map((other) => other.head);
  const fork = isSigned(head, asked)
    ? findFork(asked, { head, fits: problem === undefined, others: vouching })
    : undefined;
  return {
    head,
    ...(isUnfit ? { unfit: head } : {}),
    intact,
    seenBy,
    ...given({ fork }),
    problems: [
      ...(problem ? [problem] : []),
      ...uniqueProblems(found),
      ...(policy ? [...verifyCosignatures(policy, [head, ...others]), ...verifyQuorum(policy, seenBy, asked)] : []),
    ],
    open: head.size < tree.size ? [behindHead(tree.size - head.size)] : [],
  };
}

/** A head from elsewhere, and who stands for it; nobody: it says nothing. */
interface Vouched {
  readonly head: Head;
  readonly by: string;
}

function vouched(head: Head, { origin, state, policy }: HeadsToVerify): Vouched {
  const [witness] = policy ? cosignaturesOf(policy, [head]) : [];
  if (witness) return { head, by: `the witness ${witness.witness} (at ${witness.at})` };
  const isOurs = otherSigners(state, origin, head.size).some((key) => verifyNote(head.note, key));
  return { head, by: isOurs ? 'a writer of this log' : '' };
}

/** A head that somebody stands for, and of which these entries are no continuation, is a fork or a rollback. */
function verifyElsewhere({ head, by }: Vouched, tree: Tree): Problem[] {
  if (by === '') return [];
  if (head.size > tree.size) {
    const says = `${by} has signed for ${head.size} entries; here are only ${tree.size}: the rest was cut off, or is kept from you (certain)`;
    return [{ code: 'truncated', says }];
  }
  if (isSameHash(rootAt(tree, head.size), head.root)) return [];
  const says = `${by} has signed for other entries among the first ${head.size}: two histories of this log are about (certain)`;
  return [{ code: 'forked', says }];
}

function intactBy(elsewhere: readonly Vouched[], tree: Tree): number {
  const fitting = elsewhere.filter(
    ({ by, head: { size, root } }) => by !== '' && size <= tree.size && isSameHash(rootAt(tree, size), root),
  );
  return Math.max(0, ...fitting.map(({ head }) => head.size));
}

/** Two witnesses who say the same are two problems, the same words twice are one. */
function uniqueProblems(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [problem.says, problem])).values()];
}

/** A line in the name of a witness that it did not sign. */
function verifyCosignatures({ witnesses }: Policy, heads: readonly Head[]): Problem[] {
  const found = witnesses.flatMap(({ name, key }) =>
    heads.flatMap(({ note, size }): Problem[] => {
      const isNamed = note.signatures.some((signature) => signature.name === key.name && signature.id === key.id);
      if (!isNamed || verifyNote(note, key)) return [];
      const says = `the head over ${size} entries bears a cosignature in the name of the witness ${name} that is not its own for this head: it was made up, or taken from another head`;
      return [{ code: 'cosignature-wrong', says }];
    }),
  );
  return uniqueProblems(found);
}

function verifyQuorum(policy: Policy, seenBy: readonly Cosigned[], { now }: HeadsToVerify): Problem[] {
  if (policy.quorum === 'none') return [];
  const names = new Set(seenBy.map(({ witness }) => witness));
  if (!isQuorum(policy, names)) {
    const who = names.size === 0 ? 'none of them' : `only ${[...names].join(', ')}`;
    const says = `too few witnesses have seen this log: ${who}; the policy asks for ${policy.quorum}`;
    return [{ code: 'quorum-missing', says }];
  }
  const newest = seenBy.reduce((latest, { at }) => (at > latest ? at : latest), '');
  if (Date.parse(now) - Date.parse(newest) < staleAfterDays * 86_400_000) return [];
  const says = `no witness has looked at this log since ${newest}: what came after it may be kept from you`;
  return [{ code: 'head-stale', says }];
}

function unsigned(size: number): Problem {
  return { code: 'head-missing', says: `nobody has signed a head yet: none of the ${size} entries is final` };
}

function behindHead(count: number): Problem {
  const what = count === 1 ? '1 entry stands' : `${count} entries stand`;
  return {
    code: 'behind-head',
    says: `${what} behind the signed head: not final until the next writer has checked and signed`,
  };
}
