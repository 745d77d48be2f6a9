import { hashSize, isSameHash, nodeHash } from './hash.js';
import { hashOfRange, type Tree } from './tree.js';

/** That a leaf stands at `index` in the log of `size` leaves with this root. */
export interface Inclusion {
  readonly index: number;
  readonly size: number;
  /** The leaf's hash. */
  readonly leaf: Uint8Array;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** That the log of `to` leaves begins with the log of `from` leaves. */
export interface Consistency {
  readonly from: number;
  readonly to: number;
  readonly fromRoot: Uint8Array;
  readonly toRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** PATH(index, D[size]) of RFC 6962, 2.1.1: the hashes beside the way from the leaf to the root. */
export function inclusionProof(tree: Tree, index: number, size: number): Uint8Array[] {
  checkBounds(size, 1, tree.size);
  checkBounds(index, 0, size - 1);
  const path: Uint8Array[] = [];
  for (let [begin, end] = [0, size]; end - begin > 1;) {
    const middle = begin + splitOf(end - begin);
    if (index < middle) path.push(hashOfRange(tree, middle, end));
    else path.push(hashOfRange(tree, begin, middle));
    [begin, end] = index < middle ? [begin, middle] : [middle, end];
  }
  return path.reverse();
}

/** PROOF(from, D[to]) of RFC 6962, 2.1.2. Empty from size 0 and from a size to itself. */
export function consistencyProof(tree: Tree, from: number, to: number): Uint8Array[] {
  checkBounds(to, 0, tree.size);
  checkBounds(from, 0, to);
  if (from === 0 || from === to) return [];
  const path: Uint8Array[] = [];
  let [begin, end] = [0, to];
  while (end !== from) {
    const middle = begin + splitOf(end - begin);
    if (from <= middle) path.push(hashOfRange(tree, middle, end));
    else path.push(hashOfRange(tree, begin, middle));
    [begin, end] = from <= middle ? [begin, middle] : [middle, end];
  }
  // The old tree as a whole is what the other side knows already: only a part of it has to be named.
  if (begin > 0) path.push(hashOfRange(tree, begin, end));
  return path.reverse();
}

/** RFC 9162, 2.1.3.2. False for sizes that are no numbers of leaves and for hashes that are not 32 bytes. */
export function verifyInclusion({ index, size, leaf, root, proof }: Inclusion): boolean {
  if (!isIndex(index) || !isIndex(size) || index >= size) return false;
  if (![leaf, root, ...proof].every(isHash)) return false;
  let [node, last, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      hash = nodeHash(sibling, hash);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else hash = nodeHash(hash, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && isSameHash(hash, root);
}

/**
 * RFC 9162, 2.1.4.2. False from size 0, where there is nothing to prove: whoever knows nothing yet asks no proof. Two roots of
 * one size only have to be the same; everywhere else each hash is 32 bytes.
 */
export function verifyConsistency({ from, to, fromRoot, toRoot, proof }: Consistency): boolean {
  if (!isIndex(from) || !isIndex(to) || from === 0 || from > to) return false;
  if (from === to) return proof.length === 0 && isSameHash(fromRoot, toRoot);
  if (proof.length === 0 || ![fromRoot, toRoot, ...proof].every(isHash)) return false;
  const ends = hashBothEnds(from, to, isPowerOfTwo(from) ? [fromRoot, ...proof] : proof);
  return ends !== undefined && isSameHash(ends.old, fromRoot) && isSameHash(ends.now, toRoot);
}

/** The two roots that a path leads to; undefined where it is too long or too short. */
function hashBothEnds(
  from: number,
  to: number,
  path: readonly Uint8Array[],
): Record<'old' | 'now', Uint8Array> | undefined {
  let [node, last] = [from - 1, to - 1];
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  const [first = new Uint8Array(0), ...rest] = path;
  let [old, now] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return undefined;
    if (isOdd(node) || node === last) {
      [old, now] = [nodeHash(sibling, old), nodeHash(sibling, now)];
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else now = nodeHash(now, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 ? { old, now } : undefined;
}

/** The largest power of two below `size`. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

// Not by Math.log2, which calls 2^50 + 1 a power of two.
function isPowerOfTwo(size: number): boolean {
  let rest = size;
  while (rest > 1 && !isOdd(rest)) rest = half(rest);
  return rest === 1;
}

// Sizes go beyond 32 bits, where >> and & would cut them.
function half(number: number): number {
  return Math.floor(number / 2);
}

function isOdd(number: number): boolean {
  return number % 2 === 1;
}

function isIndex(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 0;
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === hashSize;
}

function checkBounds(number: number, least: number, most: number): void {
  if (!isIndex(number) || number < least || number > most)
    throw new RangeError(`${number} is not between ${least} and ${most}`);
}
