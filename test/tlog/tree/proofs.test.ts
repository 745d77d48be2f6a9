import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { leafHash, nodeHash } from '../../../src/tlog/tree/hash.js';
import {
  consistencyProof,
  inclusionProof,
  verifyConsistency,
  verifyInclusion,
  type Consistency,
  type Inclusion,
} from '../../../src/tlog/tree/proofs.js';
import { rootAt, treeOfLeaves, type Tree } from '../../../src/tlog/tree/tree.js';
import { knownLeaves } from './known-tree.js';
import { makeLeaves } from './naive-tree.js';

const most = 130;
const tree = treeOfLeaves(Buffer.concat(makeLeaves(most).map(leafHash)));
const known = treeOfLeaves(Buffer.concat(knownLeaves.map(leafHash)));
const endless = makeEndless();
const anyProof = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 12 });

test('makes the proofs that Certificate Transparency knows', () => {
  expect(inclusionProof(known, 5, 8).map(hex)).toEqual([
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
  expect(consistencyProof(known, 6, 8).map(hex)).toEqual([
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
});

test('proves every leaf of every size, with at most as many hashes as the tree is high', () => {
  for (let size = 1; size <= most; size++)
    for (let index = 0; index < size; index++) {
      const inclusion = inclusionOf(index, size);
      expect(inclusion.proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)));
      expect(verifyInclusion(inclusion)).toBe(true);
    }
});

test('proves every earlier size of every size', () => {
  for (let to = 1; to <= most; to++)
    for (let from = 1; from <= to; from++) expect(verifyConsistency(consistencyOf(from, to))).toBe(true);
});

test('refuses an inclusion of which any bit was flipped', () => {
  fc.assert(
    fc.property(anyInclusion(), fc.nat(), (inclusion, at) => {
      const forged = flipBit([inclusion.leaf, inclusion.root, ...inclusion.proof], at);
      const [leaf = inclusion.leaf, root = inclusion.root, ...proof] = forged;
      expect(verifyInclusion({ ...inclusion, leaf, root, proof })).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test('refuses every other leaf and every other position, of the right size', () => {
  for (const size of [1, 2, 7, 8, 21, 64]) {
    for (
      let [index, other] = [0, 0];
      index < size;
      [index, other] = other === size ? [index + 1, 0] : [index, other + 1]
    ) {
      if (other === index) continue;
      expect(verifyInclusion({ ...inclusionOf(index, size), index: other })).toBe(false);
      expect(verifyInclusion({ ...inclusionOf(index, size), leaf: tree.node(0, other) })).toBe(false);
    }
  }
});

test('refuses a proof for a size whose way to the root is another one', () => {
  // A proof alone does not tell all sizes apart (5 of 7 and 5 of 8 go the same way up): the head that is signed says the size.
  expect(verifyInclusion({ ...inclusionOf(2, 3), size: 4 })).toBe(false);
  expect(verifyInclusion({ ...inclusionOf(5, 8), size: 16 })).toBe(false);
  expect(verifyInclusion({ ...inclusionOf(5, 8), size: 4 })).toBe(false);
  expect(verifyInclusion({ ...inclusionOf(6, 7), size: 8 })).toBe(false);
  for (const [size, other] of pairs(40)) {
    const inclusion = inclusionOf(0, size);
    if (inclusion.proof.length !== inclusionOf(0, other).proof.length)
      expect(verifyInclusion({ ...inclusion, size: other })).toBe(false);
    expect(verifyInclusion({ ...inclusion, size: other, root: rootAt(tree, other) })).toBe(size === other);
  }
});

test('refuses a proof with a hash more, less, or too short', () => {
  fc.assert(
    fc.property(anyInclusion(), fc.nat(), (inclusion, chance) => {
      for (const proof of maimed(inclusion.proof, chance)) expect(verifyInclusion({ ...inclusion, proof })).toBe(false);
    }),
  );
  fc.assert(
    fc.property(anyConsistency(), fc.nat(), (consistency, chance) => {
      for (const proof of maimed(consistency.proof, chance))
        expect(verifyConsistency({ ...consistency, proof })).toBe(false);
    }),
  );
});

test('refuses a consistency of which any bit was flipped', () => {
  fc.assert(
    fc.property(anyConsistency(), fc.nat(), (consistency, at) => {
      const forged = flipBit([consistency.fromRoot, consistency.toRoot, ...consistency.proof], at);
      const [fromRoot = consistency.fromRoot, toRoot = consistency.toRoot, ...proof] = forged;
      expect(verifyConsistency({ ...consistency, fromRoot, toRoot, proof })).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test('refuses swapped roots and the roots of other sizes', () => {
  for (const [from, to] of pairs(24)) {
    if (from >= to) continue;
    const { fromRoot, toRoot, ...rest } = consistencyOf(from, to);
    expect(verifyConsistency({ ...rest, fromRoot: toRoot, toRoot: fromRoot })).toBe(false);
    for (let other = 1; other <= 24; other++) {
      if (other !== from) expect(verifyConsistency({ ...rest, toRoot, fromRoot: rootAt(tree, other) })).toBe(false);
      if (other !== to) expect(verifyConsistency({ ...rest, fromRoot, toRoot: rootAt(tree, other) })).toBe(false);
    }
  }
});

test('refuses a log whose past was changed, whatever proof comes with it', () => {
  const forged = treeOfLeaves(Buffer.concat(makeLeaves(most).map((leaf, at) => leafHash(at === 3 ? 'forged' : leaf))));
  for (const [from, to] of pairs(40)) {
    if (from <= 3 || from > to) continue;
    const ends = { from, to, fromRoot: rootAt(tree, from), toRoot: rootAt(forged, to) };
    expect(verifyConsistency({ ...ends, proof: consistencyProof(forged, from, to) })).toBe(false);
    expect(verifyConsistency({ ...ends, proof: consistencyProof(tree, from, to) })).toBe(false);
  }
});

test('refuses sizes that are none, before anything is hashed', () => {
  const odd: readonly unknown[] = [-1, 0.5, NaN, Infinity, 2 ** 53, 18446744073709551615n, '1'];
  for (const size of odd as readonly number[]) {
    expect(verifyInclusion({ ...inclusionOf(0, 1), size })).toBe(false);
    expect(verifyInclusion({ ...inclusionOf(0, 1), index: size })).toBe(false);
    expect(verifyConsistency({ ...consistencyOf(1, 1), from: size })).toBe(false);
    expect(verifyConsistency({ ...consistencyOf(1, 1), to: size })).toBe(false);
  }
});

test('refuses everything about size 0: there is nothing to prove', () => {
  const [root, proof] = [rootAt(tree, 0), [] as Uint8Array[]];
  expect(verifyInclusion({ index: 0, size: 0, leaf: root, root, proof })).toBe(false);
  expect(verifyConsistency({ from: 0, to: 0, fromRoot: root, toRoot: root, proof })).toBe(false);
  expect(verifyConsistency({ from: 0, to: 1, fromRoot: root, toRoot: rootAt(tree, 1), proof })).toBe(false);
});

test('takes any bytes for a proof and ends, also for a size of 2^53 - 1', () => {
  const size = fc.oneof(fc.maxSafeNat(), fc.constantFrom(Number.MAX_SAFE_INTEGER, 2 ** 52, 2 ** 50 + 1), fc.nat(20));
  const root = rootAt(tree, 5);
  fc.assert(
    fc.property(size, size, anyProof, (one, other, proof) => {
      expect(verifyInclusion({ index: one, size: other, leaf: root, root: rootAt(tree, 6), proof })).toBe(false);
      if (one === other) return;
      expect(verifyConsistency({ from: one, to: other, fromRoot: root, toRoot: rootAt(tree, 6), proof })).toBe(false);
    }),
  );
});

test('proves in logs of any size that a number can say exactly, and refuses the others', () => {
  const size = Number.MAX_SAFE_INTEGER;
  // 2^50 + 1 and 2^50 - 1: their binary logarithms are rounded to that of 2^50.
  for (const number of [1, 2 ** 31, 2 ** 32 + 1, 2 ** 50 - 1, 2 ** 50, 2 ** 50 + 1, size - 1]) {
    expect(verifyInclusion(inclusionOf(number, size, endless))).toBe(true);
    expect(verifyConsistency(consistencyOf(number, size, endless))).toBe(true);
    expect(verifyConsistency(consistencyOf(number, number + 1, endless))).toBe(true);
  }
  const proof = Array.from({ length: 53 }, (_, level) => endless.node(level, 1));
  const [leaf, root] = [endless.node(0, 0), endless.node(53, 0)];
  expect(verifyInclusion({ index: 0, size: 2 ** 53, leaf, root, proof })).toBe(false);
});

test('refuses hashes of which one gave a byte to its neighbour, though both together are the same bytes', () => {
  const [root, leaf] = [rootAt(tree, 2), tree.node(0, 2)];
  const [short, long] = [root.subarray(0, 31), Buffer.concat([root.subarray(31), leaf])];
  const ends = { from: 2, to: 3, toRoot: rootAt(tree, 3) };
  expect(verifyConsistency({ ...ends, fromRoot: root, proof: [leaf] })).toBe(true);
  expect(verifyConsistency({ ...ends, fromRoot: short, proof: [long] })).toBe(false);
  expect(verifyInclusion({ index: 2, size: 3, leaf: long, root: rootAt(tree, 3), proof: [short] })).toBe(false);
});

test('refuses a way that goes on above the root, though it leads to the hash that is called the root', () => {
  const above = leafHash('above');
  const [inclusion, consistency] = [inclusionOf(2, 4), consistencyOf(3, 4)];
  const root = nodeHash(above, inclusion.root);
  expect(verifyInclusion({ ...inclusion, root, proof: [...inclusion.proof, above] })).toBe(false);
  const [fromRoot, toRoot] = [nodeHash(above, consistency.fromRoot), nodeHash(above, consistency.toRoot)];
  expect(verifyConsistency({ ...consistency, fromRoot, toRoot, proof: [...consistency.proof, above] })).toBe(false);
});

test('makes no proof of what the log does not hold', () => {
  for (const [index, size] of [
    [0, 0],
    [5, 5],
    [0, most + 1],
    [-1, 5],
    [0.5, 5],
  ] as const)
    expect(() => inclusionProof(tree, index, size)).toThrow(RangeError);
  for (const [from, to] of [
    [5, 4],
    [1, most + 1],
    [-1, 4],
    [0.5, 4],
  ] as const)
    expect(() => consistencyProof(tree, from, to)).toThrow(RangeError);
});

test('makes an empty proof from nothing, and from a size to itself', () => {
  expect(consistencyProof(tree, 0, 7)).toEqual([]);
  expect(consistencyProof(tree, 7, 7)).toEqual([]);
});

function inclusionOf(index: number, size: number, log = tree): Inclusion {
  const proof = inclusionProof(log, index, size);
  return { index, size, leaf: log.node(0, index), root: rootAt(log, size), proof };
}

function consistencyOf(from: number, to: number, log = tree): Consistency {
  const proof = consistencyProof(log, from, to);
  return { from, to, fromRoot: rootAt(log, from), toRoot: rootAt(log, to), proof };
}

/** The longest log there can be: all its leaves are the same, so all nodes of a level are. */
function makeEndless(): Tree {
  const levels = [leafHash('again')];
  for (let level = 0; level < 53; level++) levels.push(nodeHash(levels[level]!, levels[level]!));
  return { size: Number.MAX_SAFE_INTEGER, node: (level) => levels[level]! };
}

function anyInclusion(): fc.Arbitrary<Inclusion> {
  return fc.integer({ min: 1, max: most }).chain((size) => fc.nat(size - 1).map((index) => inclusionOf(index, size)));
}

function anyConsistency(): fc.Arbitrary<Consistency> {
  return fc
    .integer({ min: 1, max: most })
    .chain((to) => fc.integer({ min: 1, max: to }).map((from) => consistencyOf(from, to)));
}

function flipBit(hashes: readonly Uint8Array[], chance: number): Uint8Array[] {
  const bit = chance % (hashes.length * 256);
  return hashes.map((hash, which) =>
    which === bit >> 8 ? hash.map((byte, at) => (at === (bit >> 3) % 32 ? byte ^ (1 << (bit & 7)) : byte)) : hash,
  );
}

/** One hash more or less at some place; one with a byte less or more. */
function maimed(proof: readonly Uint8Array[], chance: number): Uint8Array[][] {
  const at = chance % (proof.length + 1);
  const longer = proof.toSpliced(at, 0, leafHash('more'));
  const there = proof[at];
  if (!there) return [longer];
  const long = Buffer.concat([there, Buffer.of(0)]);
  return [longer, proof.toSpliced(at, 1), proof.with(at, there.subarray(0, 31)), proof.with(at, long)];
}

function pairs(limit: number): [number, number][] {
  const sizes = Array.from({ length: limit }, (_, at) => at + 1);
  return sizes.flatMap((one) => sizes.map((other): [number, number] => [one, other]));
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
