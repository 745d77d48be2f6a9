import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { emptyRoot, isSameHash, leafHash, nodeHash } from '../../../src/tlog/tree/hash.js';
import { parentLevel } from '../../../src/tlog/tree/parent-level.js';
import { naiveRoot } from './naive-tree.js';

test('knows the hashes of RFC 6962 for nothing', () => {
  expect(hex(emptyRoot)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(hex(leafHash(''))).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
});

test('hashes a text as its UTF-8 bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(hex(leafHash(text))).toBe(hex(leafHash(new TextEncoder().encode(text))));
      expect(hex(leafHash(text))).toBe(naiveRoot([text]));
    }),
  );
});

test('keeps leaves and nodes apart, and left from right', () => {
  const [one, other] = [leafHash('one'), leafHash('other')];
  expect(hex(nodeHash(one, other))).toBe(naiveRoot(['one', 'other']));
  expect(hex(leafHash(Buffer.concat([one, other])))).not.toBe(hex(nodeHash(one, other)));
  expect(hex(nodeHash(other, one))).not.toBe(hex(nodeHash(one, other)));
});

test('compares hashes to the last bit, and their length', () => {
  const hash = leafHash('x');
  expect(isSameHash(hash, Uint8Array.from(hash))).toBe(true);
  expect(isSameHash(hash, hash.subarray(0, 31))).toBe(false);
  expect(
    isSameHash(
      hash,
      hash.map((byte, at) => (at === 31 ? byte ^ 1 : byte)),
    ),
  ).toBe(false);
});

test('hashes a level in one go as pair by pair, wherever it lies in memory, and leaves out a last one alone', () => {
  const hashes = ['a', 'b', 'c', 'd', 'e'].map(leafHash);
  const packed = Buffer.concat([Buffer.from('xyz'), ...hashes]).subarray(3);
  const pairs = [nodeHash(hashes[0]!, hashes[1]!), nodeHash(hashes[2]!, hashes[3]!)];
  expect(hex(parentLevel(packed))).toBe(hex(Buffer.concat(pairs)));
  expect(parentLevel(hashes[0]!)).toHaveLength(0);
});

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
