import { createHash } from 'node:crypto';
import { decodeBase64, encodeBase64 } from '../base64.js';
import { isPublicKey } from '../ed25519.js';

/** What the keys sign: the text of a note as it is, or a witness's cosignature with its time (C2SP tlog-cosignature). */
export type VerifierKeyKind = 'ed25519' | 'cosignature-v1';

/** A key that checks notes (C2SP signed-note, "vkey"). Together name and id say which signatures are its own. */
export interface VerifierKey {
  readonly name: string;
  /** First four bytes, big-endian, of SHA-256(name, newline, type byte, key). */
  readonly id: number;
  readonly kind: VerifierKeyKind;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** `example.org/log+55a38422+AefF…`: name, id in hex, base64 of type byte and key. */
  readonly text: string;
}

/** Assigned in C2SP signed-note, "Signature types". */
const typeBytes = { ed25519: 0x01, 'cosignature-v1': 0x04 } as const satisfies Record<VerifierKeyKind, number>;

/**
 * Reads `name+id+key`; undefined where it is anything but what makeVerifierKey writes: another kind of key, an id that
 * does not fit, a key of low order, another spelling.
 */
export function parseVerifierKey(vkey: string): VerifierKey | undefined {
  const [, name, encoded] = /^([^+]+)\+[0-9a-f]{8}\+([A-Za-z0-9+/=]+)$/.exec(vkey) ?? [];
  const bytes = decodeBase64(encoded ?? '');
  if (name === undefined || bytes?.length !== 33) return undefined;
  const kind = kindOf(bytes[0]);
  const publicKey = bytes.subarray(1);
  if (!kind || !isKeyName(name) || !isPublicKey(publicKey)) return undefined;
  const key = makeVerifierKey(name, kind, publicKey);
  return key.text === vkey ? key : undefined;
}

/** A verifier key of its parts. Throws a TypeError for a name or a key that cannot be one. */
export function makeVerifierKey(name: string, kind: VerifierKeyKind, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new TypeError('no name of a key: empty, or with blanks, plus or control characters');
  if (!isPublicKey(publicKey)) throw new TypeError('no Ed25519 public key');
  const bytes = Uint8Array.of(typeBytes[kind], ...publicKey);
  const id = createHash('sha256').update(`${name}\n`).update(bytes).digest().readUInt32BE(0);
  const text = `${name}+${id.toString(16).padStart(8, '0')}+${encodeBase64(bytes)}`;
  return { name, id, kind, publicKey: bytes.slice(1), text };
}

/** True for what C2SP signed-note lets stand as a name: not empty, no Unicode blanks, no plus, no control characters. */
export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !/[\p{White_Space}+\u0000-\u001f]/u.test(name);
}

function kindOf(byte: number | undefined): VerifierKeyKind | undefined {
  if (byte === typeBytes.ed25519) return 'ed25519';
  return byte === typeBytes['cosignature-v1'] ? 'cosignature-v1' : undefined;
}
