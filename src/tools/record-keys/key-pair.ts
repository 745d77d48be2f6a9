import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { encodeBase64 } from '../../tlog/base64.js';
import { makePublicKey } from '../../tlog/sshsig/public-key.js';
import { packString } from '../../tlog/sshsig/wire.js';
import { publicBytesOf } from './key-text.js';

/** A new key as ssh-keygen makes it, without passphrase. */
export interface KeyPair {
  /** OpenSSH's private key file; it belongs into a file of mode 0600 and nowhere else. */
  readonly privateFile: string;
  /** `ssh-ed25519 AAAA…`, with the comment if there is one. */
  readonly publicLine: string;
}

/**
 * A new Ed25519 key. (Written here: ssh2's generator drops zero bytes at the front of the public half, one key in 256.)
 * Format: OpenSSH PROTOCOL.key.
 */
export function makeKeyPair(comment = ''): KeyPair {
  const { privateKey } = generateKeyPairSync('ed25519');
  const seed = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
  const key = makePublicKey(publicBytesOf(privateKey));
  const body = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    ...['none', 'none', ''].map(packString),
    Buffer.of(0, 0, 0, 1),
    packString(key.blob),
    packString(secretPart(seed, key.publicKey, comment)),
  ]);
  const lines = encodeBase64(body).replace(/.{1,70}/g, '$&\n');
  return {
    privateFile: `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines}-----END OPENSSH PRIVATE KEY-----\n`,
    publicLine: comment === '' ? key.text : `${key.text} ${comment}`,
  };
}

function secretPart(seed: Uint8Array, publicKey: Uint8Array, comment: string): Uint8Array {
  const check = randomBytes(4);
  const strings = ['ssh-ed25519', publicKey, Buffer.concat([seed, publicKey]), comment].map(packString);
  const content = Buffer.concat([check, check, ...strings]);
  const padding = Buffer.from([1, 2, 3, 4, 5, 6, 7].slice(0, -content.length & 7));
  return Buffer.concat([content, padding]);
}
