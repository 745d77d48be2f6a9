// A job for the threads: nothing but signatures, each with its key.
import { createPublicKey, verify } from 'node:crypto';
import { loadLibsodium } from '../../src/tools/load-libsodium.ts';

const [keySize, signatureSize] = [32, 64];
const keys = new Map();

const libsodium = loadLibsodium();

/** Rows of key, signature and message, one after the other, by OpenSSL; keys that were seen before are ready. */
export function verifyByOpenssl(rows) {
  return everyRow(rows, ({ key, signature, message }) => verify(null, message, readyKey(key), signature));
}

/** The same by libsodium. */
export function verifyByLibsodium(rows) {
  return everyRow(rows, ({ key, signature, message }) =>
    libsodium.crypto_sign_verify_detached(signature, message, key),
  );
}

function everyRow({ rows, size }, isGood) {
  for (let at = 0; at < rows.length; at += size) {
    const messageAt = at + keySize + signatureSize;
    const key = rows.subarray(at, at + keySize);
    const signature = rows.subarray(at + keySize, messageAt);
    if (!isGood({ key, signature, message: rows.subarray(messageAt, at + size) })) return false;
  }
  return true;
}

function readyKey(publicKey) {
  const x = Buffer.from(publicKey).toString('base64url');
  const found = keys.get(x);
  if (found) return found;
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  if (keys.size > 1000) keys.clear();
  keys.set(x, key);
  return key;
}
