/** Sealed texts look like this (age, C2SP). */
const armorHead = '-----BEGIN AGE ENCRYPTED FILE-----';

/** Whether a kept text can be read by some only. */
export function isSealed(file: string): boolean {
  return file.startsWith(armorHead);
}
