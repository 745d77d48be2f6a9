import { encodeBase64 } from '../tlog/base64.js';
import { formatNote } from '../tlog/note/note.js';
import { isSameHash } from '../tlog/tree/hash.js';
import { verifyConsistency } from '../tlog/tree/proofs.js';
import type { CosignedHead } from './cosigned-heads.js';
import type { OfferedHead } from './parse-add-checkpoint.js';

/**
 * The proof that two histories of one log were signed, as `tend changelog check-proof` reads it; undefined where it cannot be
 * made. `otherRoot` is the root that the first entries of the offered log have, as many as were cosigned.
 */
export function proveOfferedFork(
  { checkpoint, note }: CosignedHead,
  offered: OfferedHead,
  otherRoot: Uint8Array | undefined,
): string | undefined {
  const { size: from } = checkpoint;
  const { size: to, root: toRoot, origin } = offered.checkpoint;
  const fromRoot = from === to ? toRoot : otherRoot;
  const proof = from === to ? [] : offered.proof;
  if (!fromRoot || isSameHash(fromRoot, checkpoint.root)) return undefined;
  if (!verifyConsistency({ from, to, fromRoot, toRoot, proof })) return undefined;
  const heads = [note, noteText(offered)];
  const shown = { version: 1, kind: 'fork', origin, heads, otherRoot: encodeBase64(fromRoot) };
  return `${JSON.stringify({ ...shown, proof: proof.map(encodeBase64) }, null, 2)}\n`;
}

/** A head as it was offered, with all that was signed below it. */
export function noteText({ note }: OfferedHead): string {
  return formatNote(
    note.text,
    note.signatures.map(({ line }) => line),
  );
}
