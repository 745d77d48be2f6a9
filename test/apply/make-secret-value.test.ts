import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_WORDLIST } from 'secure-password-utilities/wordlists';
import { makeSecretValue } from '../../src/apply/make-secret-value.js';
import { realRandom } from '../../src/tools/random.js';

const charsets: Record<string, RegExp> = {
  default: /^[a-km-zA-HJ-NP-Z2-9]*$/,
  alnum: /^[a-km-zA-HJ-NP-Z2-9]*$/,
  hex: /^[0-9a-f]*$/,
  safespecial: /^[a-km-zA-HJ-NP-Z2-9!@#%^&*_+=-]*$/,
  special: /^[a-km-zA-HJ-NP-Z2-9!@#%^&*_+=$-]*$/,
};

describe('makeSecretValue', () => {
  test.each(Object.keys(charsets))('makes exactly as many characters of %s as wanted, and nothing else', (charset) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1024 }), (length) => {
        const value = makeSecretValue({ length, charset }, realRandom).reveal();
        expect(value).toHaveLength(length);
        expect(value).toMatch(charsets[charset]!);
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    ['default', 57],
    ['hex', 16],
    ['safespecial', 68],
    ['special', 69],
  ])('uses every character of %s, each about as often', (charset, size) => {
    const seen = new Map<string, number>();
    for (const sign of makeSecretValue({ length: size * 1000, charset }, realRandom).reveal()) {
      seen.set(sign, (seen.get(sign) ?? 0) + 1);
    }
    expect(seen.size).toBe(size);
    // 1,000 expected of each, standard deviation under 32: six of them is one chance in 10^7.
    for (const count of seen.values()) expect(Math.abs(count - 1000)).toBeLessThan(200);
  });

  test('makes a pass phrase of six words without a length: 77 bits or more', () => {
    const words = new Set(DEFAULT_WORDLIST);
    const phrase = makeSecretValue({ charset: 'default' }, realRandom).reveal().split('-');
    expect(phrase).toHaveLength(6);
    expect(phrase.every((word) => words.has(word))).toBe(true);
    expect(6 * Math.log2(words.size)).toBeGreaterThan(77);
    expect(DEFAULT_WORDLIST).toHaveLength(words.size);
  });

  test('takes the default for a charset that nobody knows', () => {
    expect(makeSecretValue({ length: 40, charset: 'constructor' }, realRandom).reveal()).toMatch(charsets['default']!);
  });

  test('takes its chance from the tool alone', () => {
    const limits: number[] = [];
    const first = { below: (limit: number) => (limits.push(limit), 0) };
    expect(makeSecretValue({ length: 3, charset: 'hex' }, first).reveal()).toBe('000');
    expect(limits).toEqual([16, 16, 16]);
  });

  test('never makes the same twice', () => {
    const made = Array.from({ length: 500 }, () => makeSecretValue({ charset: 'default' }, realRandom).reveal());
    expect(new Set(made).size).toBe(500);
  });

  test('prints as [secret]', () => {
    expect(makeSecretValue({ length: 9, charset: 'hex' }, realRandom).toString()).toBe('[secret]');
  });
});

describe('realRandom', () => {
  test('stays below its limit and reaches both ends', () => {
    const seen = new Set(Array.from({ length: 300 }, () => realRandom.below(3)));
    expect([...seen].sort()).toEqual([0, 1, 2]);
  });
});
