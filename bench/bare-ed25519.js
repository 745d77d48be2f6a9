// A job for the threads: nothing but signatures, each with its key.
import { createPublicKey, verify } from 'node:crypto';

const [keySize, signatureSize] = [32, 64];
const keys = new Map();

/** Rows of key, signature and message, one after the other; keys that were seen before are ready. */
export function verifyAll({ rows, size }) {
  for (let at = 0; at < rows.length; at += size) {
    const message = at + keySize + signatureSize;
    const signature = rows.subarray(at + keySize, message);
    if (!verify(null, rows.subarray(message, at + size), readyKey(rows.subarray(at, at + keySize)), signature))
      return false;
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
