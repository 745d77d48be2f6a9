import { emptyRoot, joinSubtrees, nodeHash } from './hash.js';

/**
 * The leaves 0 … size-1 of a log in as few hashes as possible: the roots of the perfect subtrees that the binary digits of size
 * name, largest first. Enough to append and to give the root; about 20 hashes for a million leaves.
 */
export interface CompactRange {
  readonly size: number;
  readonly hashes: readonly Uint8Array[];
}

export const emptyRange: CompactRange = { size: 0, hashes: [] };

/** The range with one leaf more; takes the leaf's hash. */
export function appendLeaf(range: CompactRange, leafHash: Uint8Array): CompactRange {
  return appendSubtree(range, 0, leafHash);
}

/**
 * The range with the 2^level leaves more whose root is `hash`.
 * Throws a RangeError where the range's size is not a multiple of 2^level: such a subtree is not part of the log's tree.
 */
export function appendSubtree(range: CompactRange, level: number, hash: Uint8Array): CompactRange {
  const added = 2 ** level;
  if (range.size % added !== 0) throw new RangeError(`no subtree of ${added} leaves begins at leaf ${range.size}`);
  const hashes = [...range.hashes];
  let root = hash;
  // As in a sum of binary numbers: each 1 at the end is carried, which joins two subtrees of the same size.
  for (let carry = range.size / added; carry % 2 === 1; carry = (carry - 1) / 2)
    root = nodeHash(hashes.pop() ?? emptyRoot, root);
  return { size: range.size + added, hashes: [...hashes, root] };
}

/** The root of the tree over the range (RFC 6962, 2.1). */
export function rootOf({ hashes }: CompactRange): Uint8Array {
  return joinSubtrees(hashes);
}
