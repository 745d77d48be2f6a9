import { describe, expect, jest, test } from '@jest/globals';
import { generateKeyPairSync, sign } from 'node:crypto';
import { isLowOrder, isPublicKey, verifyEd25519 } from '../../src/tlog/ed25519.js';

jest.setTimeout(60_000);

/** y of the eight points of low order, then the spellings of y that are not below p = 2^255 - 19. */
const canonical = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
];
const secondSpellings = [
  '0100000000000000000000000000000000000000000000000000000000000080',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
];

describe('public keys', () => {
  test.each([...canonical, ...secondSpellings])('refuses %s', (hex) => {
    const key = Buffer.from(hex, 'hex');
    expect([isLowOrder(key), isPublicKey(key)]).toEqual([true, false]);
  });

  test('refuses other lengths than 32', () => {
    const { raw } = makeKey();
    expect([raw.subarray(1), Buffer.concat([raw, raw]), Buffer.alloc(0)].map(isPublicKey)).toEqual([
      false,
      false,
      false,
    ]);
  });

  test('takes the largest y below p', () => {
    expect(isLowOrder(Buffer.from(`eb${'ff'.repeat(30)}7f`, 'hex'))).toBe(false);
  });

  test('takes a thousand keys that were made honestly', () => {
    for (let count = 0; count < 1000; count++) expect(isPublicKey(makeKey().raw)).toBe(true);
  });
});

describe('signatures', () => {
  // OpenSSL 3.0 (Node 20 and 22) takes it for any message; 3.5 (Node 24) does not.
  test('refuses a signature that fits whatever is said, by a key of low order', () => {
    const identity = Buffer.from(canonical[0] ?? '', 'hex');
    const forged = Buffer.concat([identity, Buffer.alloc(32)]);
    expect(verifyEd25519(identity, Buffer.from('whatever'), forged)).toBe(false);
  });

  test('takes a good one and refuses it with any byte changed', () => {
    const { raw, privateKey } = makeKey();
    const message = Buffer.from('a line of the log');
    const good = sign(null, message, privateKey);
    expect(verifyEd25519(raw, message, good)).toBe(true);
    for (const at of good.keys()) expect(verifyEd25519(raw, message, flip(good, at))).toBe(false);
    for (const at of message.keys()) expect(verifyEd25519(raw, flip(message, at), good)).toBe(false);
    for (const at of raw.keys()) expect(verifyEd25519(flip(raw, at), message, good)).toBe(false);
  });

  test('refuses the second form of a good one, S and the order of the group added', () => {
    const { raw, privateKey } = makeKey();
    const message = Buffer.from('a line of the log');
    const good = sign(null, message, privateKey);
    const order = (1n << 252n) + 27742317777372353535851937790883648493n;
    const s = BigInt(`0x${Buffer.from(good.subarray(32)).reverse().toString('hex')}`) + order;
    const second = Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse();
    expect(verifyEd25519(raw, message, Buffer.concat([good.subarray(0, 32), second]))).toBe(false);
  });

  test('refuses other lengths than 64', () => {
    const { raw, privateKey } = makeKey();
    const good = sign(null, Buffer.from('x'), privateKey);
    const others = [good.subarray(1), good.subarray(0, 63), Buffer.concat([good, Buffer.of(0)]), Buffer.alloc(0)];
    expect(others.map((other) => verifyEd25519(raw, Buffer.from('x'), other))).toEqual([false, false, false, false]);
  });

  test('goes on with more keys than it keeps ready', () => {
    const keys = Array.from({ length: 1100 }, makeKey);
    for (const { raw, privateKey } of [...keys, ...keys.slice(0, 10)]) {
      expect(verifyEd25519(raw, Buffer.from('x'), sign(null, Buffer.from('x'), privateKey))).toBe(true);
    }
  });
});

function makeKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { privateKey, raw: Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url') };
}

function flip(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
}
