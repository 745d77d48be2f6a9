import { verifyEd25519 } from '../ed25519.js';
import { cosignedMessage, packCosignature } from './cosignature.js';
import { isNoteText, signatureLine } from './note.js';
import type { VerifierKey, VerifierKeyKind } from './verifier-key.js';

/** Makes an Ed25519 signature (64 bytes) over a message; the private key stays where it is. */
export type Sign = (message: Uint8Array) => Promise<Uint8Array>;

/** The signature line (without newline) of a log's key below a text. Throws where `sign` signs with another key. */
export async function signNote(text: string, key: VerifierKey, sign: Sign): Promise<string> {
  checkSignable(text, key, 'ed25519');
  const signature = await signChecked(Buffer.from(text), key, sign);
  return signatureLine(key.name, key.id, signature);
}

/** The line of a witness's key (cosignature/v1) below the text of a checkpoint. Time in seconds since 1970. */
export async function cosignNote(
  text: string,
  key: VerifierKey,
  { time, sign }: { readonly time: number; readonly sign: Sign },
): Promise<string> {
  checkSignable(text, key, 'cosignature-v1');
  if (!Number.isSafeInteger(time) || time < 0) throw new TypeError('no time in whole seconds');
  const signature = await signChecked(cosignedMessage(time, text), key, sign);
  return signatureLine(key.name, key.id, packCosignature(time, signature));
}

function checkSignable(text: string, key: VerifierKey, kind: VerifierKeyKind): void {
  if (key.kind !== kind) throw new TypeError(`a key for ${key.kind} signs no ${kind}`);
  if (!isNoteText(text)) throw new TypeError('no text of a note');
}

/** An agent may answer with another key than was asked for; a head with such a signature would be worth nothing. */
async function signChecked(message: Uint8Array, key: VerifierKey, sign: Sign): Promise<Uint8Array> {
  const signature = await sign(message);
  if (!verifyEd25519(key.publicKey, message, signature)) throw new Error(`the signature does not fit ${key.text}`);
  return signature;
}
