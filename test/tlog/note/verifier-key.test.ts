import { expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { isKeyName, makeVerifierKey, parseVerifierKey } from '../../../src/tlog/note/verifier-key.js';
import { logVkey, witnessVkey } from './known-notes.js';

jest.setTimeout(60_000);

const hash = Uint8Array.from({ length: 32 }, (_, index) => index + 7);

test.each([
  [logVkey, 'ed25519', 0x55a38422],
  [witnessVkey, 'cosignature-v1', 0x3f6df399],
])('reads %s, which others made', (vkey, kind, id) => {
  const key = parseVerifierKey(vkey);
  expect([key?.kind, key?.id, key?.text, key?.publicKey.length]).toEqual([kind, id, vkey, 32]);
});

test('reads what it makes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }).filter(isKeyName), fc.boolean(), (name, witness) => {
      const key = makeVerifierKey(name, witness ? 'cosignature-v1' : 'ed25519', hash);
      expect(parseVerifierKey(key.text)).toEqual(key);
    }),
  );
});

test('refuses a verifier key with any character changed', () => {
  for (const at of logVkey.split('').keys()) {
    const changed = `${logVkey.slice(0, at)}${logVkey[at] === 'A' ? 'B' : 'A'}${logVkey.slice(at + 1)}`;
    expect([changed, parseVerifierKey(changed)]).toEqual([changed, undefined]);
  }
});

test.each([
  ['nothing', ''],
  ['a key alone', 'AefFnWBbIc8Hu6bs0sYd7KGNHKBPJBHm4UDM8yAtlPDT'],
  ['an id in capitals', logVkey.replace('55a38422', '55A38422')],
  ['an id of another key', logVkey.replace('55a38422', '3f6df399')],
  ['a line break at the end', `${logVkey}\n`],
  ['one more part', `${logVkey}+AA==`],
  ['a blank in the name', logVkey.replace('example', 'exam ple')],
  ['a blank of Unicode in the name', logVkey.replace('example', 'exam\u2003ple')],
  ['an empty name', logVkey.slice(logVkey.indexOf('+'))],
  ['ten thousand characters', `${'a'.repeat(10_000)}${logVkey}`],
])('refuses %s', (_, vkey) => {
  expect(parseVerifierKey(vkey)).toBeUndefined();
});

// A vkey as its name and key say, with a right id, but a type that C2SP signed-note gives to something else.
test.each([
  ['ECDSA', 'a+7fad488a+AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIC'],
  ['a reserved type', 'a+3a1c9445+AwICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIC'],
  ['ML-DSA-44, with a key of another length', 'a+25f57612+BgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIC'],
])('refuses %s', (_, vkey) => {
  expect(parseVerifierKey(vkey)).toBeUndefined();
});

test('refuses a key of low order, read or made', () => {
  const identity = Uint8Array.from({ length: 32 }, (_, index) => (index === 0 ? 1 : 0));
  const vkey = 'a+cae63997+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
  expect(parseVerifierKey(vkey)).toBeUndefined();
  expect(() => makeVerifierKey('a', 'ed25519', identity)).toThrow(TypeError);
});

test.each([[''], ['a b'], ['a+b'], ['a\u00a0b'], ['a\u0085b'], ['a\u2028b'], ['a\nb'], ['a\u0001b'], ['a\ud83d']])(
  'makes no key named %j',
  (name) => {
    expect(() => makeVerifierKey(name, 'ed25519', hash)).toThrow(TypeError);
  },
);
