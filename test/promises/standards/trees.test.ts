import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { hashSegment } from '../../../src/tlog/tree/hash-segment.js';
import { consistencyProof, inclusionProof, verifyConsistency, verifyInclusion } from '../../../src/tlog/tree/proofs.js';
import { rootAt, treeOfLeaves, type Tree } from '../../../src/tlog/tree/tree.js';
import { describeVectors } from '../../support/vectors.js';

interface ForeignProofs {
  readonly leafHashes?: string[];
  readonly roots: Record<string, string>;
  readonly inclusion: { size: number; index: number; proof: string[] }[];
  readonly consistency: { old: number; new: number; proof: string[] }[];
}

describeVectors('rfc6962', (folder) => {
  test('judges all 98 inclusion proofs as others do', () => {
    const cases = globSync('inclusion/**/*.json', { cwd: folder });
    expect(cases).toHaveLength(98);
    for (const path of cases) {
      const { leafIdx, treeSize, leafHash, root, proof, wantErr } = read(folder, path);
      const inclusion = {
        index: leafIdx,
        size: treeSize,
        leaf: bytes(leafHash),
        root: bytes(root),
        proof: hashes(proof),
      };
      expect([path, verifyInclusion(inclusion)]).toEqual([path, !wantErr]);
    }
  });

  test('judges all 98 consistency proofs as others do', () => {
    const cases = globSync('consistency/**/*.json', { cwd: folder });
    expect(cases).toHaveLength(98);
    for (const path of cases) {
      const { size1, size2, root1, root2, proof, wantErr } = read(folder, path);
      const ends = { from: size1, to: size2, fromRoot: bytes(root1), toRoot: bytes(root2) };
      expect([path, verifyConsistency({ ...ends, proof: hashes(proof) })]).toEqual([path, !wantErr]);
    }
  });
});

for (const log of ['tlog/log5', 'tlog/log300'])
  describeVectors(log, (folder) => {
    test('makes the leaf hashes, roots and proofs that Go makes of the same lines', () => {
      const tree = treeOfLeaves(hashSegment(readFileSync(join(folder, 'entries.ndjson'))).hashes);
      const foreign: ForeignProofs = read(folder, 'proofs.json');
      foreign.leafHashes?.forEach((hash, index) => expect(base64(tree.node(0, index))).toBe(hash));
      for (const [size, root] of Object.entries(foreign.roots)) expect(base64(rootAt(tree, Number(size)))).toBe(root);
      compareProofs(tree, foreign);
    });
  });

function compareProofs(tree: Tree, foreign: ForeignProofs): void {
  for (const { size, index, proof } of foreign.inclusion)
    expect(inclusionProof(tree, index, size).map(base64)).toEqual(proof);
  for (const { old, new: to, proof } of foreign.consistency)
    expect(consistencyProof(tree, old, to).map(base64)).toEqual(proof);
}

// JSON.parse rounds an index of 2^64 - 1; what is beyond 2^53 is refused, rounded or not.
function read(folder: string, path: string): ReturnType<typeof JSON.parse> {
  return JSON.parse(readFileSync(join(folder, path), 'utf8'));
}

function hashes(proof: string[] | null): Uint8Array[] {
  return (proof ?? []).map(bytes);
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'base64');
}

function base64(hash: Uint8Array): string {
  return Buffer.from(hash).toString('base64');
}
