import { createPublicKey, verify, type KeyObject } from 'node:crypto';

/** y of the points of order 1, 2, 4 and 8, little-endian; either sign of x. */
const lowOrder = new Set([
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
]);

const lowOrderBegins = new Set([...lowOrder].map((hex) => parseInt(hex.slice(0, 2), 16)));

/** As many keys as are kept ready; a log has few, each used often. */
const mostReady = 1000;
const ready = new Map<string, KeyObject>();

/**
 * True for a public key that is worth nothing: a point of low order (whoever likes can make signatures that fit it, and
 * OpenSSL 3.0 takes them), or a second spelling of a point (RFC 8032, section 5.1.3: y must be below p).
 */
export function isLowOrder(publicKey: Uint8Array): boolean {
  // All of them begin or end in a rare way: nearly every key is done with here.
  const [first = 0, last = 0] = [publicKey[0], publicKey[31]];
  if (!lowOrderBegins.has(first) && (last & 0x7f) !== 0x7f) return false;
  const y = Uint8Array.from(publicKey);
  y[31] = (y[31] ?? 0) & 0x7f;
  return lowOrder.has(Buffer.from(y).toString('hex')) || isNotBelowP(y);
}

/** p = 2^255 - 19 = ed ff … ff 7f, little-endian. */
function isNotBelowP(y: Uint8Array): boolean {
  return (y[0] ?? 0) >= 0xed && y[31] === 0x7f && y.subarray(1, 31).every((byte) => byte === 0xff);
}

/** True for 32 bytes that can be an Ed25519 public key; see isLowOrder. */
export function isPublicKey(bytes: Uint8Array): boolean {
  return bytes.length === 32 && !isLowOrder(bytes);
}

/** Of libsodium what is used here: a signature of 64 bytes, a message, a public key of 32 bytes. */
export interface Libsodium {
  crypto_sign_verify_detached(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
}

let libsodium: Libsodium | undefined;

/**
 * From now on, in this thread, libsodium looks first: it needs half the time of OpenSSL, and no key made ready. Both compare R
 * byte for byte, so that it takes nothing that OpenSSL refuses; what it refuses, OpenSSL decides.
 */
export function lookFirstWith(loaded: Libsodium): void {
  libsodium = loaded;
}

/** True where these 64 bytes are the signature of that key over the message (RFC 8032; a key as isPublicKey asks). */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (libsodium && isPublicKey(publicKey) && signature.length === 64)
    if (libsodium.crypto_sign_verify_detached(signature, message, publicKey)) return true;
  const key = readyKey(publicKey);
  return key !== undefined && verify(null, message, key, signature);
}

/** Making a key takes a third of the time of a signature. */
function readyKey(publicKey: Uint8Array): KeyObject | undefined {
  const name = Buffer.from(publicKey.buffer, publicKey.byteOffset, publicKey.byteLength).toString('latin1');
  const found = ready.get(name);
  if (found || !isPublicKey(publicKey)) return found;
  const x = Buffer.from(publicKey.buffer, publicKey.byteOffset, publicKey.byteLength).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  if (ready.size >= mostReady) ready.clear();
  ready.set(name, key);
  return key;
}
