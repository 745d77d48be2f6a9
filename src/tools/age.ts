import { KnownError } from '../model/known-error.js';

/** Seals texts so that only some people can read them (age, C2SP). */
export interface Age {
  /** Seals a text to recipients, `age1…`; armored. USAGE for a recipient that is none. */
  seal(text: string, recipients: readonly string[]): Promise<string>;
  /** The text of a sealed file; undefined where it was not sealed to this identity. */
  open(file: string, identity: string): Promise<string | undefined>;
  /** A new identity, `AGE-SECRET-KEY-1…`. */
  makeIdentity(): Promise<string>;
  /** Whom others seal to, so that this identity can read it. */
  recipientOf(identity: string): Promise<string>;
}

export const realAge: Age = {
  async seal(text, recipients) {
    const { Encrypter, armor } = await import('age-encryption');
    const encrypter = new Encrypter();
    for (const recipient of recipients) addRecipient(encrypter, recipient);
    return armor.encode(await encrypter.encrypt(text));
  },
  async open(file, identity) {
    const { Decrypter, armor } = await import('age-encryption');
    try {
      const decrypter = new Decrypter();
      decrypter.addIdentity(identity.trim());
      return await decrypter.decrypt(armor.decode(file), 'text');
    } catch {
      return undefined;
    }
  },
  async makeIdentity() {
    const { generateX25519Identity } = await import('age-encryption');
    return generateX25519Identity();
  },
  async recipientOf(identity) {
    const { identityToRecipient } = await import('age-encryption');
    return identityToRecipient(identity.trim());
  },
};

function addRecipient(encrypter: { addRecipient(recipient: string): void }, recipient: string): void {
  try {
    encrypter.addRecipient(recipient);
  } catch (error) {
    throw new KnownError('USAGE', `${recipient} is no age recipient`, {
      tryThis: ['see yours: tend changelog key new'],
      cause: error,
    });
  }
}
