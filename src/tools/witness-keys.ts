import { generateKeyPairSync } from 'node:crypto';

/** Makes keys with which witnesses cosign. */
export interface WitnessKeys {
  make(): NewWitnessKey;
}

interface NewWitnessKey {
  /** The 32 bytes of Ed25519. */
  readonly publicKey: Uint8Array;
  /** PKCS #8 in PEM. */
  readonly privatePem: string;
}

export const realWitnessKeys: WitnessKeys = {
  make() {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    return {
      publicKey: Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'),
      privatePem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    };
  },
};
