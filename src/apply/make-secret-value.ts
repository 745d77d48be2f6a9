import { DEFAULT_WORDLIST } from 'secure-password-utilities/wordlists';
import { Secret } from '../model/secret.js';
import type { Random } from '../tools/random.js';

/** Letters and digits without those that are easily taken for another (0 O, 1 l I), as abra's generator has them. */
const clear = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
/** Without `$`, which compose files and shells take for a variable. */
const safe = '!@#%^&*_-+=';

const alphabets: ReadonlyMap<string, string> = new Map(
  Object.entries({
    default: clear,
    alnum: clear,
    hex: '0123456789abcdef',
    safespecial: clear + safe,
    special: `${clear}${safe}$`,
  }),
);

/** Six of 7,772 words (EFF's long list without those that hold a dash) are 77.5 bits. */
const wordsOfPhrase = 6;

/**
 * Makes the value of a secret as abra would: `length` characters of the charset, or without a length a pass phrase of
 * six words with dashes between them. No new line at the end. An unknown charset counts as `default`.
 */
export function makeSecretValue(
  make: { readonly length?: number; readonly charset: string },
  random: Pick<Random, 'below'>,
): Secret {
  if (make.length === undefined) return new Secret(pickMany(DEFAULT_WORDLIST, wordsOfPhrase, random).join('-'));
  return new Secret(pickMany([...(alphabets.get(make.charset) ?? clear)], make.length, random).join(''));
}

function pickMany(from: readonly string[], count: number, random: Pick<Random, 'below'>): string[] {
  return Array.from({ length: count }, () => from[random.below(from.length)] ?? '');
}
