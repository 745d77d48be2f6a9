import { KnownError } from '../model/known-error.js';

/** Sealed texts look like this (age, C2SP). */
const armorHead = '-----BEGIN AGE ENCRYPTED FILE-----';

/** Whether a kept text can be read by some only. */
export function isSealed(file: string): boolean {
  return file.startsWith(armorHead);
}

/** Seals a text to age recipients, `age1…`; armored. USAGE for a recipient that is none. */
export async function sealText(text: string, recipients: readonly string[]): Promise<string> {
  const { Encrypter, armor } = await import('age-encryption');
  const encrypter = new Encrypter();
  for (const recipient of recipients) addRecipient(encrypter, recipient);
  return armor.encode(await encrypter.encrypt(text));
}

/** Opens a sealed text with an age identity; undefined where it was not sealed to it. */
export async function unsealText(file: string, identity: string): Promise<string | undefined> {
  const { Decrypter, armor } = await import('age-encryption');
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity.trim());
    return await decrypter.decrypt(armor.decode(file), 'text');
  } catch {
    return undefined;
  }
}

/** A new identity, `AGE-SECRET-KEY-1…`, and the recipient that others seal to. */
export async function makeIdentity(): Promise<{ readonly identity: string; readonly recipient: string }> {
  const { generateX25519Identity, identityToRecipient } = await import('age-encryption');
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** The recipient of an identity. */
export async function recipientOf(identity: string): Promise<string> {
  const { identityToRecipient } = await import('age-encryption');
  return identityToRecipient(identity.trim());
}

function addRecipient(encrypter: { addRecipient(recipient: string): void }, recipient: string): void {
  try {
    encrypter.addRecipient(recipient);
  } catch (error) {
    throw new KnownError('USAGE', `${recipient} is no age recipient`, {
      tryThis: ['tend changelog key new shows yours'],
      cause: error,
    });
  }
}
