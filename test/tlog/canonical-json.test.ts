import { describe, expect, test } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson, isCanonicalJson } from '../../src/tlog/canonical-json.js';

/** Anything JSON can hold, odd numbers and odd keys included. */
const json = fc.jsonValue({ maxDepth: 6, stringUnit: 'binary' });

describe('canonical JSON (RFC 8785)', () => {
  test('is what another implementation writes', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
      { numRuns: 2000 },
    );
  });

  test('writes the same text for what is read from it, whatever the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), json), (value) => {
        const text = canonicalJson(value);
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect([canonicalJson(JSON.parse(text)), canonicalJson(turned)]).toEqual([text, text]);
      }),
    );
  });

  // RFC 8785, sections 3.2.3 and appendix B.
  test.each([
    [
      { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 },
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}',
    ],
    [-0, '0'],
    [5e-324, '5e-324'],
    [1e21, '1e+21'],
    [333333333.33333329, '333333333.3333333'],
    [999999999999999900000, '999999999999999900000'],
    ['\u20ac$\u000f\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'],
  ])('writes %j as the RFC says', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test.each([
    ['NaN', NaN],
    ['an infinite number', [Infinity]],
    ['half a character', { a: '\ud83d' }],
    ['half a character in a key', { '\ud83d': 1 }],
    ['a date', new Date(0)],
    ['a big integer', 1n],
    ['a function', () => 1],
    ['nothing in a list', [undefined]],
    ['a map', new Map()],
    ['brackets without end', JSON.parse('['.repeat(8000) + ']'.repeat(8000))],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});

describe('what was read', () => {
  test('is canonical where it is written again as it was', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 1), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const parsed: unknown = JSON.parse(text);
        expect(isCanonicalJson(text, parsed)).toBe(canonicalize(parsed) === text);
        expect(isCanonicalJson(canonicalJson(parsed), parsed)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['a blank', '{"a": 1}'],
    ['keys out of order', '{"b":1,"a":2}'],
    ['keys out of order deep within', '[{"a":[{"b":1,"a":2}]}]'],
    ['a key twice', '{"a":1,"a":2}'],
    ['a key twice that means something to JavaScript', '{"__proto__":1,"__proto__":2}'],
    ['numbers as keys in the order of numbers', '{"9":1,"10":2}'],
    ['minus zero', '-0'],
    ['another spelling of a number', '[1.0]'],
    ['an exponent where none is needed', '[1e2]'],
    ['a number beyond all', '[1e400]'],
    ['a letter escaped without need', '"\\u0061"'],
    ['a slash escaped', '"\\/"'],
    ['an escape in capitals', '"\\u001F"'],
    ['half a character, escaped', '"\\ud83d"'],
    ['half a character in a key, escaped', '{"\\udc00":1}'],
    ['a whole character, escaped', '"\\ud83d\\ude00"'],
    ['half a character', '"\ud83d"'],
    ['brackets without end', '['.repeat(8000) + ']'.repeat(8000)],
  ])('is not canonical with %s', (_, text) => {
    expect(isCanonicalJson(text, JSON.parse(text))).toBe(false);
  });

  test.each([
    ['{"10":1,"9":2}'],
    ['{"__proto__":1}'],
    ['"\\\\ud83d"'],
    ['{"":{},"a":[]}'],
    ['"\\u001f\u007f\u2028"'],
    ['1e+21'],
  ])('is canonical: %s', (text) => {
    expect(isCanonicalJson(text, JSON.parse(text))).toBe(true);
  });
});
