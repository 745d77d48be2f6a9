import { KnownError } from '../../model/known-error.js';
import type { WaysOn } from '../../model/ways-on.js';

/** Why a record key cannot sign. The sentence never holds anything of a private key, nor does it carry a cause. */
export function unusableKey(message: string, tryThis: WaysOn): KnownError {
  return new KnownError('RECORD_KEY_UNUSABLE', message, { tryThis });
}

/** The way out where there is no key, or one that cannot be used at all. */
export const makeOne: WaysOn = ['make a key for the record: tend changelog key new'];
