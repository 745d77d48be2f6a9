import { KnownError } from '../model/known-error.js';
import { makeVerifierKey, type VerifierKey } from '../tlog/note/verifier-key.js';
import type { Claims } from '../tools/claims.js';
import type { WitnessKeys } from '../tools/witness-keys.js';

/**
 * Makes the key of a new witness in a folder: the verifier key, and below it the private one (PKCS #8 in PEM).
 * An existing key is never touched: a KnownError.
 */
export async function createWitness(
  { claims, witnessKeys }: { readonly claims: Claims; readonly witnessKeys: WitnessKeys },
  folder: string,
  name: string,
): Promise<VerifierKey> {
  const { publicKey, privatePem } = witnessKeys.make();
  const key = makeVerifierKey(name, 'cosignature-v1', publicKey);
  if (!(await claims.claim(`${folder}/key`, `${key.text}\n${privatePem}`, 0o600)))
    throw new KnownError('USAGE', `${name} is a witness of this machine already`, {
      tryThis: ['tend witness list', 'for another one choose another --name'],
      details: [`its key: ${folder}/key`],
    });
  return key;
}
