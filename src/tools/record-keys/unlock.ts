import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { Secret } from '../../model/secret.js';
import { publicBytesOf } from './key-text.js';
import { makeOne, unusableKey } from './unusable-key.js';

/** Opens a private key that has a passphrase. `name` is what its text is called in sentences. */
export async function unlockKey(text: string, passphrase: Secret, name: string): Promise<KeyObject> {
  const { utils } = (await import('ssh2')).default;
  // ssh2's errors hold nothing of the key, but who knows the next version's: none is passed on.
  const parsed = utils.parseKey(text, passphrase.reveal());
  if (parsed instanceof Error) {
    throw unusableKey(`the passphrase does not open ${name}`, [
      'try again',
      `or give it to the ssh-agent: ssh-add ${name}`,
    ]);
  }
  const privateKey = createPrivateKey(parsed.getPrivatePEM());
  if (publicBytesOf(privateKey).length !== 32) throw unusableKey(`${name} is damaged`, makeOne);
  return privateKey;
}
