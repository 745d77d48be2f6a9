import { verifyEd25519 } from '../ed25519.js';
import { cosignedMessage, unpackCosignature } from './cosignature.js';
import type { Note } from './note.js';
import type { VerifierKey } from './verifier-key.js';

/** That a note is signed. */
export interface VerifiedNote {
  /** When a witness cosigned, in seconds since 1970 by its own clock; the latest, where it did so more than once. */
  readonly time?: number;
}

/**
 * Looks whether this key signed the note. Undefined where it did not, and also where one of several signatures of this
 * key is bad: C2SP signed-note says to reject such a note (Go looks at a key's first signature only).
 */
export function verifyNote(note: Note, key: VerifierKey): VerifiedNote | undefined {
  const own = note.signatures.filter((signature) => signature.name === key.name && signature.id === key.id);
  const verified = own.map(({ bytes }) => verifyOne(note.text, bytes, key));
  const good = verified.filter((each) => each !== undefined);
  if (good.length === 0 || good.length < own.length) return undefined;
  return good.reduce((latest, each) => ((each.time ?? 0) > (latest.time ?? 0) ? each : latest));
}

function verifyOne(text: string, bytes: Uint8Array, key: VerifierKey): VerifiedNote | undefined {
  if (key.kind === 'ed25519') return verifyEd25519(key.publicKey, Buffer.from(text), bytes) ? {} : undefined;
  const cosignature = unpackCosignature(bytes);
  if (!cosignature) return undefined;
  const { time, signature } = cosignature;
  return verifyEd25519(key.publicKey, cosignedMessage(time, text), signature) ? { time } : undefined;
}
