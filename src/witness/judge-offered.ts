import { verifyNote } from '../tlog/note/verify-note.js';
import type { VerifierKey } from '../tlog/note/verifier-key.js';
import { emptyRoot, isSameHash } from '../tlog/tree/hash.js';
import { verifyConsistency } from '../tlog/tree/proofs.js';
import type { CosignedHead } from './cosigned-heads.js';
import { isForgotten } from './is-forgotten.js';
import type { OfferedHead } from './parse-add-checkpoint.js';

/** Why a head is not cosigned. */
export type Refusal =
  /** No good signature of a key of that log, or a bad one in the name of such a key. */
  | 'not-signed'
  /** It is smaller than the head that the proof begins at. */
  | 'old-above-size'
  /** This witness has cosigned something newer than it remembers: its own state is an old copy. */
  | 'own-newer'
  /** The proof does not begin at the head cosigned last. */
  | 'other-size'
  /** A log without entries has one root only. */
  | 'wrong-empty-root'
  /** As many entries as the head cosigned last, but others. */
  | 'other-root'
  /** The proof does not show that the log only grew. */
  | 'inconsistent';

/** What a head is judged by. */
export interface KnownOfLog {
  /** The keys that may sign heads of this log. */
  readonly keys: readonly VerifierKey[];
  /** The witness's own. */
  readonly own: VerifierKey;
  /** The head of this log that the witness cosigned last. */
  readonly latest: CosignedHead | undefined;
}

/** The checks of C2SP tlog-witness in its order, origin and form apart. Undefined: nothing speaks against a cosignature. */
export function judgeOffered(offered: OfferedHead, { keys, own, latest }: KnownOfLog): Refusal | undefined {
  const { old, proof, checkpoint } = offered;
  if (!isSigned(offered, keys)) return 'not-signed';
  if (old > checkpoint.size) return 'old-above-size';
  if (isForgotten(offered.note, own, latest)) return 'own-newer';
  if (old !== (latest?.checkpoint.size ?? 0)) return 'other-size';
  if (checkpoint.size === 0 && !isSameHash(checkpoint.root, emptyRoot)) return 'wrong-empty-root';
  if (old === 0) return proof.length === 0 ? undefined : 'inconsistent';
  if (!latest) return 'other-size';
  if (old === checkpoint.size && !isSameHash(checkpoint.root, latest.checkpoint.root)) return 'other-root';
  const { size: to, root: toRoot } = checkpoint;
  const grew = verifyConsistency({ from: old, to, fromRoot: latest.checkpoint.root, toRoot, proof });
  return grew ? undefined : 'inconsistent';
}

/** By a key of the log; one bad signature in the name of such a key spoils the note (C2SP tlog-witness). */
function isSigned({ note }: OfferedHead, keys: readonly VerifierKey[]): boolean {
  const named = keys.filter((key) => note.signatures.some(({ name, id }) => name === key.name && id === key.id));
  return named.length > 0 && named.every((key) => verifyNote(note, key) !== undefined);
}
