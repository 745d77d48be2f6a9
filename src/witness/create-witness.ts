import { generateKeyPairSync } from 'node:crypto';
import { KnownError } from '../model/known-error.js';
import { makeVerifierKey, type VerifierKey } from '../tlog/note/verifier-key.js';
import type { Claims } from '../tools/claims.js';

/**
 * Makes the key of a new witness in a folder: the verifier key, and below it the private one (PKCS #8 in PEM).
 * An existing key is never touched: a KnownError.
 */
export async function createWitness(claims: Claims, folder: string, name: string): Promise<VerifierKey> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const key = makeVerifierKey(name, 'cosignature-v1', raw);
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  if (!(await claims.claim(`${folder}/key`, `${key.text}\n${pem}`, 0o600)))
    throw new KnownError('USAGE', `${name} is a witness of this machine already`, {
      tryThis: ['tend witness list', 'for another one choose another --name'],
      details: [`its key: ${folder}/key`],
    });
  return key;
}
