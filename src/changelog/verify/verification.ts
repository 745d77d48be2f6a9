import type { Commit, EntryId, Timestamp } from '../../model/brand.js';
import type { Level } from '../level-of.js';
import type { Problem } from '../problem.js';
import type { ForkProof } from '../proofs/fork-proof.js';

/** What is known of a log from outside it: without any, it can only be consistent in itself. */
export interface Anchor {
  /** Text of a trust policy (C2SP tlog-policy) that was come by in another way. */
  readonly policy?: string;
  /** Id of the entry that opened the log: its fingerprint. */
  readonly fingerprint?: string;
  /** Pins what is found now, for the next visit. */
  readonly firstUse?: boolean;
}

/** A witness that has cosigned the head, and when. */
export interface SeenBy {
  readonly witness: string;
  readonly size: number;
  readonly at: Timestamp;
}

/** How the log's beginning is known: from an earlier visit, by its fingerprint, by a policy; or not. */
export type Established = 'pin' | 'fingerprint' | 'policy' | 'first-use' | 'no';

/** What came of verifying a log. */
export interface Verification {
  readonly origin: string;
  readonly remote: string;
  /** False: the remote did not answer; verified is what was known before. */
  readonly fresh: boolean;
  readonly depth: 'quick' | 'deep';
  readonly commit?: Commit;
  /** Entries that are there; those within the signed head; those of the draft before. */
  readonly size: number;
  readonly signed: number;
  readonly drafted: number;
  /** Id of log.open. */
  readonly fingerprint: EntryId | null;
  readonly established: Established;
  readonly level: Level;
  /** Who has seen the head, or an earlier one. */
  readonly seenBy: readonly SeenBy[];
  /** What is wrong; any of these: the changelog does not verify (exit 12). */
  readonly problems: readonly Problem[];
  /** What is open, not wrong: announced and never told, details that are not there, entries behind the signed head. */
  readonly open: readonly Problem[];
  /** Shows to anybody that two histories of this log were signed. */
  readonly fork?: ForkProof;
}
