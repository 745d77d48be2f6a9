import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { makePublicKey, readPublicKey, type PublicKey } from '../../../src/tlog/sshsig/public-key.js';
import { makeSshsig, packSignature, sshsigMessage } from '../../../src/tlog/sshsig/sshsig.js';
import { packString } from '../../../src/tlog/sshsig/wire.js';

/** A key that signs in this process: an SSHSIG in base64, without armor. */
export interface TestKey {
  readonly key: PublicKey;
  readonly sign: (namespace: string, message: Uint8Array) => string;
}

export function makeEd25519Key(): TestKey {
  const { privateKey, raw } = makePair();
  const key = makePublicKey(raw);
  return {
    key,
    sign(namespace, message) {
      const signature = packSignature(sign(null, sshsigMessage(namespace, message), privateKey));
      return makeSshsig({ key, namespace, signature });
    },
  };
}

/** What a security key would do, in software (OpenSSH PROTOCOL.u2f, "SSH U2F signatures"). */
export function makeSecurityKey({ flags = 0x01, counter = 7, application = 'ssh:' } = {}): TestKey {
  const { privateKey, raw } = makePair();
  const kind = 'sk-ssh-ed25519@openssh.com';
  const key = readPublicKey(Buffer.concat([kind, raw, application].map(packString)));
  if (!key) throw new Error('no security key');
  const tail = Buffer.of(flags, 0, 0, 0, counter);
  return {
    key,
    sign(namespace, message) {
      const signed = Buffer.concat([sha256(application), tail, sha256(sshsigMessage(namespace, message))]);
      const signature = Buffer.concat([...[kind, sign(null, signed, privateKey)].map(packString), tail]);
      return makeSshsig({ key, namespace, signature });
    },
  };
}

function makePair() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { privateKey, raw: Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url') };
}

function sha256(bytes: string | Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
