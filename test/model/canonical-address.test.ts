import { describe, expect, test } from '@jest/globals';
import { canonicalAddress } from '../../src/model/canonical-address.js';

describe('canonicalAddress', () => {
  test.each([
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:db8::1', '2001:db8::1'],
    ['::FFFF:192.0.2.1', '::ffff:c000:201'],
    ['192.0.2.1', '192.0.2.1'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
    ['dns.example.org', 'dns.example.org'],
    ['not:an:address', 'not:an:address'],
  ])('of %s', (text, canonical) => expect(canonicalAddress(text)).toBe(canonical));
});
