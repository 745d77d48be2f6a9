import { expect, test } from '@jest/globals';
import { makeAllowedSigners } from '../../../src/tlog/sshsig/make-allowed-signers.js';
import { makeEd25519Key } from './make-key.js';

const { key } = makeEd25519Key();
const row = { principal: 'op-7f3k', namespaces: ['tend-changelog-entry-v1'], key };

test('writes a line a key, times in UTC', () => {
  const times = { validAfter: '2026-11-22T13:57:02Z', validBefore: '2027-11-22T00:00:00.000Z' };
  expect(makeAllowedSigners([row, { ...row, ...times, namespaces: ['a', 'b'] }])).toBe(
    `op-7f3k namespaces="tend-changelog-entry-v1" ${key.text}\n` +
      `op-7f3k namespaces="a,b",valid-after="20261122135702Z",valid-before="20271122000000Z" ${key.text}\n`,
  );
});

test('writes an empty file for nobody', () => {
  expect(makeAllowedSigners([])).toBe('');
});

test.each([
  ['a pattern', { principal: '*' }],
  ['a list', { principal: 'a,b' }],
  ['a second line', { principal: 'a\nb' }],
  ['quotes in a namespace', { namespaces: ['a",valid-after="2'] }],
  ['an empty namespace', { namespaces: [''] }],
  ['a local time', { validAfter: '2026-11-22T13:57:02' }],
  ['an offset', { validBefore: '2026-11-22T13:57:02+01:00' }],
])('refuses %s', (_, over) => {
  expect(() => makeAllowedSigners([{ ...row, ...over }])).toThrow(TypeError);
});
