import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  appendLeaf,
  appendSubtree,
  emptyRange,
  rootOf,
  type CompactRange,
} from '../../../src/tlog/tree/compact-range.js';
import { leafHash } from '../../../src/tlog/tree/hash.js';
import { treeOfLeaves, rootAt } from '../../../src/tlog/tree/tree.js';
import { knownLeaves, knownRoots } from './known-tree.js';
import { makeLeaves, naiveRoot } from './naive-tree.js';

test('gives the roots that Certificate Transparency knows', () => {
  const roots = knownLeaves.map((_, count) => hex(rootOf(rangeOf(knownLeaves.slice(0, count)))));
  expect([...roots, hex(rootOf(rangeOf(knownLeaves)))]).toEqual(knownRoots);
});

test('gives the root of the definition and of the tree after every leaf', () => {
  const leaves = makeLeaves(300);
  const tree = treeOfLeaves(Buffer.concat(leaves.map(leafHash)));
  let range = emptyRange;
  for (const [index, leaf] of leaves.entries()) {
    range = appendLeaf(range, leafHash(leaf));
    expect(hex(rootOf(range))).toBe(naiveRoot(leaves.slice(0, index + 1)));
    expect(hex(rootAt(tree, index + 1))).toBe(hex(rootOf(range)));
  }
});

test('keeps as many hashes as the size has binary ones', () => {
  const range = rangeOf(makeLeaves(0b1011));
  expect([range.size, range.hashes.length]).toEqual([11, 3]);
});

test('takes whole subtrees as their leaves one after the other', () => {
  const leaves = makeLeaves(64);
  fc.assert(
    fc.property(fc.array(fc.nat(5), { maxLength: 12 }), (levels) => {
      let range = emptyRange;
      for (const level of levels) {
        if (range.size % 2 ** level !== 0 || range.size + 2 ** level > 64) continue;
        const subtree = rangeOf(leaves.slice(range.size, range.size + 2 ** level));
        range = appendSubtree(range, level, rootOf(subtree));
      }
      expect(range).toEqual(rangeOf(leaves.slice(0, range.size)));
    }),
  );
});

test('refuses a subtree where none of that size can begin', () => {
  expect(() => appendSubtree(rangeOf(makeLeaves(3)), 1, leafHash('x'))).toThrow(
    'no subtree of 2 leaves begins at leaf 3',
  );
});

test('does not change a range that is appended to', () => {
  const range = rangeOf(makeLeaves(3));
  const before = structuredClone(range);
  appendLeaf(range, leafHash('x'));
  expect(range).toEqual(before);
});

function rangeOf(leaves: readonly (string | Uint8Array)[]): CompactRange {
  return leaves.map(leafHash).reduce(appendLeaf, emptyRange);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
