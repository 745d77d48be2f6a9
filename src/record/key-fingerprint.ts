import { fingerprint, parsePublicKey } from '../tlog/sshsig/public-key.js';

/** What `ssh-keygen -l` calls a public key that an entry names. */
export function keyFingerprint(publicKey: string): string {
  const key = parsePublicKey(publicKey);
  return key ? fingerprint(key) : 'SHA256:(no key)';
}
