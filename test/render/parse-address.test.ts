import { expect, test } from '@jest/globals';
import { parseAddress } from '../../src/render/parse-address.js';

test.each([
  ['198.18.0.1', '198.18.0.1'],
  ['2001:DB8:0:0::1', '2001:db8::1'],
  ['2001:db8::0:1', '2001:db8::1'],
  ['::', '::'],
  ['fd00:0000:0000:0000:0000:0000:0000:0001', 'fd00::1'],
])('%s is %s', (text, canonical) => expect(parseAddress(text)).toBe(canonical));

test.each([
  '',
  'localhost',
  '198.18.0',
  '198.18.0.256',
  '198.18.0.01',
  '1:2',
  'fe80::1%eth0',
  '::g',
  '[::1]',
  '::1/64',
])('%j is no address', (text) => expect(parseAddress(text)).toBeUndefined());
