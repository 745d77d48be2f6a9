import { emptyRoot, hashSize, joinSubtrees } from './hash.js';
import { parentLevel } from './parent-level.js';

/** A log's Merkle tree (RFC 6962, 2.1), as far as it is needed to make proofs. */
export interface Tree {
  /** Leaves. */
  readonly size: number;
  /** The hash of the perfect subtree over the leaves [index·2^level, (index+1)·2^level). A RangeError where there is none. */
  node(level: number, index: number): Uint8Array;
}

/** What is known of a log that is kept in segments of 256 lines. */
export interface Segments {
  readonly size: number;
  /** The root of each full segment, packed, 32 bytes each. */
  readonly segmentRoots: Uint8Array;
  /** The leaf hashes of a segment, packed: of the last one where it is not full, and of those that are looked into. */
  readonly loaded: ReadonlyMap<number, Uint8Array>;
}

const segmentLevel = 8;

/** The tree over these leaf hashes, packed, 32 bytes each. */
export function treeOfLeaves(leafHashes: Uint8Array): Tree {
  if (leafHashes.length % hashSize !== 0) throw new RangeError('leaf hashes: not a multiple of 32 bytes');
  const level = makeLevels(leafHashes);
  return { size: leafHashes.length / hashSize, node: (height, index) => hashAt(level(height), index) };
}

/**
 * The tree of a log of which only the roots of its full segments are at hand. A node below level 8 of a segment that is not
 * loaded throws a RangeError.
 */
export function treeOfSegments({ size, segmentRoots, loaded }: Segments): Tree {
  const high = makeLevels(segmentRoots);
  const low = new Map([...loaded].map(([segment, leaves]) => [segment, makeLevels(leaves)]));
  function node(level: number, index: number): Uint8Array {
    if (level >= segmentLevel) return hashAt(high(level - segmentLevel), index);
    const nodes = 2 ** (segmentLevel - level);
    const segment = low.get(Math.floor(index / nodes));
    if (!segment) throw new RangeError(`the leaves of segment ${Math.floor(index / nodes)} are not loaded`);
    return hashAt(segment(level), index % nodes);
  }
  return { size, node };
}

/** The root that the log had at `size` leaves. A RangeError where it never had so many. */
export function rootAt(tree: Tree, size: number): Uint8Array {
  if (!Number.isSafeInteger(size) || size < 0 || size > tree.size)
    throw new RangeError(`no tree of ${size} leaves in one of ${tree.size}`);
  return size === 0 ? emptyRoot : hashOfRange(tree, 0, size);
}

/** The root over the leaves [begin, end); begin is a multiple of the largest power of two in end - begin. */
export function hashOfRange(tree: Tree, begin: number, end: number): Uint8Array {
  const hashes: Uint8Array[] = [];
  for (let at = begin; at < end;) {
    let level = 0;
    while (2 ** (level + 1) <= end - at) level++;
    hashes.push(tree.node(level, at / 2 ** level));
    at += 2 ** level;
  }
  return joinSubtrees(hashes);
}

/** The levels over packed hashes, each computed when it is first asked for. */
function makeLevels(hashes: Uint8Array): (level: number) => Uint8Array {
  const levels = [hashes];
  return (level) => {
    while (levels.length <= level) levels.push(parentLevel(levels.at(-1) ?? hashes));
    return levels[level] ?? hashes;
  };
}

function hashAt(packed: Uint8Array, index: number): Uint8Array {
  if (!Number.isInteger(index) || index < 0 || (index + 1) * hashSize > packed.length)
    throw new RangeError(`no node ${index} on this level of the tree`);
  return packed.subarray(index * hashSize, (index + 1) * hashSize);
}
