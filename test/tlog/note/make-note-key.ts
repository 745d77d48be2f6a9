import { generateKeyPairSync, sign } from 'node:crypto';
import type { Sign } from '../../../src/tlog/note/sign-note.js';
import { makeVerifierKey, type VerifierKey, type VerifierKeyKind } from '../../../src/tlog/note/verifier-key.js';

/** A new key of a log or a witness, with what signs for it. */
export function makeNoteKey(name: string, kind: VerifierKeyKind): { readonly key: VerifierKey; readonly sign: Sign } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  return { key: makeVerifierKey(name, kind, raw), sign: async (message) => sign(null, message, privateKey) };
}
