import { expect, test } from '@jest/globals';
import { checkKeyWish, type TypedKeyWish } from '../../../src/workflows/changelog/check-key-wish.js';

test.each<[string, TypedKeyWish, string]>([
  ['a name that nobody bears', { holder: 'boo' }, '"boo" is neither a steward'],
  ['a day that is none', { holder: 'op-ci', expires: 'tomorrowT23:59:59Z' }, 'not "tomorrow"'],
  ['a month that is none', { holder: 'op-ci', expires: '2027-13-01T23:59:59Z' }, 'not "2027-13-01"'],
  ['a day that there never is', { holder: 'op-ci', expires: '2027-02-30T23:59:59Z' }, 'not "2027-02-30"'],
  ['an app that cannot be one', { holder: 'op-ci', apps: ['wiki', 'My App'] }, '--app "My App"'],
  ['a note key that is none', { holder: 'op-ci', noteKey: 'ssh-ed25519 AAAA' }, '--note-key is no verifier key'],
])('refuses %s in words, before it stands in the record for ever', (_what, wish, says) => {
  expect(() => checkKeyWish(wish)).toThrow(expect.objectContaining({ code: 'USAGE' }));
  expect(() => checkKeyWish(wish)).toThrow(says);
});

test('takes a pseudonym, apps, instances and a day', () => {
  expect(() =>
    checkKeyWish({ holder: 'op-ci', apps: ['wiki', 'traefik@brunswick'], expires: '2027-12-31T23:59:59Z' }),
  ).not.toThrow();
});
