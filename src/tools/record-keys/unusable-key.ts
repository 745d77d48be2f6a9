import { KnownError } from '../../model/known-error.js';

/** Why a record key cannot sign. The sentence never holds anything of a private key, nor does it carry a cause. */
export function unusableKey(message: string, tryThis: readonly string[]): KnownError {
  return new KnownError('RECORD_KEY_UNUSABLE', message, { tryThis });
}

/** The way out where there is no key, or one that cannot be used at all. */
export const makeOne = ['make a key for the record: tend changelog key new'];
