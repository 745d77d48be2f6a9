import { expect, jest, test } from '@jest/globals';
import ssh2 from 'ssh2';
import { parsedKey } from '../../../src/tools/ssh/parsed-key.js';

const { utils } = ssh2;

test('reads a key once for all nodes', () => {
  const parseKey = jest.fn(utils.parseKey);
  const { private: text } = utils.generateKeyPairSync('ed25519');
  const first = parsedKey({ ...utils, parseKey }, text);
  expect(first).toMatchObject({ type: 'ssh-ed25519' });
  expect(parsedKey({ ...utils, parseKey }, text)).toBe(first);
  expect(parseKey).toHaveBeenCalledTimes(1);
});

test('leaves what is no key to ssh2, which says so', () => {
  expect(parsedKey(utils, 'no key')).toBe('no key');
});
