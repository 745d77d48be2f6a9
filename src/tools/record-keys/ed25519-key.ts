import { sign, type KeyObject } from 'node:crypto';
import { verifyEd25519 } from '../../tlog/ed25519.js';
import { fingerprint, type PublicKey } from '../../tlog/sshsig/public-key.js';
import { makeSshsig, packSignature, sshsigMessage } from '../../tlog/sshsig/sshsig.js';
import { unusableKey } from './unusable-key.js';

/** Makes a raw Ed25519 signature, 64 bytes. */
export type SignBytes = (message: Uint8Array) => Promise<Uint8Array>;

/** Signs in this process. */
export function signerOf(privateKey: KeyObject): SignBytes {
  return async (message) => new Uint8Array(sign(null, message, privateKey));
}

/** A record key (see RecordKey) of whatever signs for it. Each signature is checked before it is given out. */
export function ed25519Key(key: PublicKey, signBytes: SignBytes) {
  async function signChecked(message: Uint8Array): Promise<Uint8Array> {
    const signature = await signBytes(message);
    if (verifyEd25519(key.publicKey, message, signature)) return signature;
    throw unusableKey(`what should sign with ${fingerprint(key)} gave no signature of it`, ['ssh-add -l']);
  }
  return {
    publicKey: key.text,
    wantsTouch: false,
    async signEntry(namespace: string, message: Uint8Array): Promise<string> {
      const signature = packSignature(await signChecked(sshsigMessage(namespace, message)));
      return makeSshsig({ key, namespace, signature });
    },
    signNote: signChecked,
  };
}
