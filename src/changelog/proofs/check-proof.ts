import type { Timestamp } from '../../model/brand.js';
import type { Entry } from '../../model/entry.js';
import { isQuorum, type Policy } from '../../tlog/note/policy.js';
import { parseTlogProof } from '../../tlog/note/tlog-proof.js';
import { verifyNote } from '../../tlog/note/verify-note.js';
import { leafHash } from '../../tlog/tree/hash.js';
import { verifyInclusion } from '../../tlog/tree/proofs.js';
import { cosignaturesOf } from '../heads/cosignatures-of.js';
import { parseHead, type Head } from '../heads/head.js';
import { lineFaults } from '../log/line-faults.js';
import { parseLine } from '../log/signed-line.js';
import { openForkProof } from './fork-proof.js';

/** What a proof shows to somebody who has nothing but a trust policy. */
export type CheckedProof =
  | { readonly kind: 'wrong'; readonly why: string }
  | {
      readonly kind: 'entry';
      readonly entry: Entry;
      readonly signedBy: string;
      /** Number of the entry, from 1, and how many the head covers. */
      readonly number: number;
      readonly size: number;
      readonly origin: string;
      readonly seenBy: readonly { readonly witness: string; readonly at: Timestamp }[];
    }
  | { readonly kind: 'fork'; readonly origin: string; readonly sizes: readonly [number, number] };

/** Checks the proof of a fork, or that of an entry with its line beside it, against a policy. Pure. */
export function checkProof(given: {
  readonly text: string;
  readonly line?: string;
  readonly policy: Policy;
}): CheckedProof {
  const fork = openForkProof(given.text);
  if (fork) return checkFork(fork, given.policy);
  const proof = parseTlogProof(given.text);
  if (!proof)
    return wrong('the file is neither a proof of an entry (C2SP tlog-proof) nor one of a fork, or it does not hold');
  if (given.line === undefined)
    return wrong('the entry that it is about must lie beside it, as a file that ends in .entry');
  return checkEntry(proof, { line: given.line, policy: given.policy });
}

function checkEntry(
  { index, proof, checkpoint }: NonNullable<ReturnType<typeof parseTlogProof>>,
  { line, policy }: { readonly line: string; readonly policy: Policy },
): CheckedProof {
  const read = parseLine(line);
  if ('fault' in read) return wrong(`the entry ${lineFaults[read.fault]}`);
  const origin = read.entry.log;
  const head = parseHead(checkpoint, origin);
  if ('problem' in head) return wrong(`the head is not one of ${origin}`);
  if (!isSigned(head, policy)) return wrong('the head is signed by no key of the policy');
  const { size, root } = head;
  if (!verifyInclusion({ index, size, root, proof, leaf: leafHash(line) }))
    return wrong('the entry is not the one that the log has at that place');
  const seenBy = cosignaturesOf(policy, [head]).map(({ witness, at }) => ({ witness, at }));
  if (!isQuorum(policy, new Set(seenBy.map(({ witness }) => witness))))
    return wrong(`too few witnesses have seen that head: the policy asks for ${policy.quorum}`);
  return { kind: 'entry', entry: read.entry, signedBy: read.k, number: index + 1, size, origin, seenBy };
}

function checkFork({ origin, heads }: { origin: string; heads: readonly [Head, Head] }, policy: Policy): CheckedProof {
  if (!heads.every((head) => isSigned(head, policy)))
    return wrong('one of the two heads is signed by no key of the policy');
  return { kind: 'fork', origin, sizes: [heads[0].size, heads[1].size] };
}

/** By a writer, or by a witness, who vouches only for heads of the log. */
function isSigned({ note }: Head, { logs, witnesses }: Policy): boolean {
  return [...logs, ...witnesses].some(({ key }) => verifyNote(note, key));
}

function wrong(why: string): CheckedProof {
  return { kind: 'wrong', why };
}
