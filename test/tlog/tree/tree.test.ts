import { expect, test } from '@jest/globals';
import { hashSegment } from '../../../src/tlog/tree/hash-segment.js';
import { leafHash } from '../../../src/tlog/tree/hash.js';
import { consistencyProof, inclusionProof } from '../../../src/tlog/tree/proofs.js';
import { rootAt, treeOfLeaves, treeOfSegments } from '../../../src/tlog/tree/tree.js';
import { knownLeaves, knownRoots } from './known-tree.js';
import { makeLeaves, naiveRoot } from './naive-tree.js';

const leaves = makeLeaves(1000);
const segments = [0, 1, 2, 3].map((at) => hashSegment(Buffer.from(leaves.slice(at * 256, (at + 1) * 256).join('\n'))));
const whole = treeOfLeaves(Buffer.concat(segments.map(({ hashes }) => hashes)));
const segmentRoots = Buffer.concat(segments.flatMap(({ root }) => root ?? []));
/** Only the last segment, which is not full, is at hand with its leaves. */
const thin = treeOfSegments({ size: 1000, segmentRoots, loaded: new Map([[3, segments[3]!.hashes]]) });

test('gives the roots that Certificate Transparency knows', () => {
  const tree = treeOfLeaves(Buffer.concat(knownLeaves.map(leafHash)));
  expect(knownRoots.map((_, size) => hex(rootAt(tree, size)))).toEqual(knownRoots);
});

test('gives the hash of every perfect subtree', () => {
  expect(whole.size).toBe(1000);
  for (let level = 0; 2 ** level <= 1000; level++)
    for (const index of new Set(
      [0, 1, Math.floor(1000 / 2 ** level) - 1].filter((at) => (at + 1) * 2 ** level <= 1000),
    ))
      expect(hex(whole.node(level, index))).toBe(naiveRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)));
});

test('has no node over leaves that are not there', () => {
  const nowhere: [level: number, index: number][] = [
    [0, 1000],
    [3, 125],
    [9, 1],
    [10, 0],
    [60, 0],
    [0, -1],
    [0, -2],
    [0, 0.5],
  ];
  for (const [level, index] of nowhere) expect(() => whole.node(level, index)).toThrow(RangeError);
  for (const [level, index] of nowhere) expect(() => thin.node(level, index)).toThrow(RangeError);
});

test('gives no root of a size that the log never had', () => {
  for (const size of [1001, -1, 0.5, NaN]) expect(() => rootAt(whole, size)).toThrow('no tree of');
});

test('refuses leaf hashes that are cut off', () => {
  expect(() => treeOfLeaves(new Uint8Array(33))).toThrow('not a multiple of 32');
});

test('gives roots and proofs from the roots of segments as from all leaves, as long as nobody looks into a segment', () => {
  for (const size of [0, 256, 512, 768, 769, 999, 1000]) expect(hex(rootAt(thin, size))).toBe(hex(rootAt(whole, size)));
  expect(consistencyProof(thin, 512, 1000)).toEqual(consistencyProof(whole, 512, 1000));
  expect(inclusionProof(thin, 900, 1000)).toEqual(inclusionProof(whole, 900, 1000));
});

test('says which segment has to be loaded', () => {
  expect(() => inclusionProof(thin, 300, 1000)).toThrow('the leaves of segment 1 are not loaded');
  const more = new Map([1, 3].map((segment) => [segment, segments[segment]!.hashes]));
  const loaded = treeOfSegments({ size: 1000, segmentRoots, loaded: more });
  expect(inclusionProof(loaded, 300, 1000)).toEqual(inclusionProof(whole, 300, 1000));
  expect(() => rootAt(loaded, 100)).toThrow('the leaves of segment 0 are not loaded');
});

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
