import { decodeBase64 } from '../../tlog/base64.js';
import { appendLeaf, rootOf, type CompactRange } from '../../tlog/tree/compact-range.js';
import { isSameHash } from '../../tlog/tree/hash.js';
import { rootAt, type Tree } from '../../tlog/tree/tree.js';

/** A head that somebody signed for, and that does not fit the lines that are there. */
export interface WantedHead {
  readonly size: number;
  /** Base64. */
  readonly root: string;
  /** Position of the entry that has seen it, if it was one: what was put in stands before it. */
  readonly position?: number;
}

/** Lines that are there, and so many of them that are known to be untouched. */
export interface Lines {
  readonly tree: Tree;
  /** Leaf hashes, packed. */
  readonly leaves: Uint8Array;
  readonly intact: number;
}

/** What was done to the lines, as far as hashes tell: certain, because just that gives the root that was signed. */
export type FoundMismatch =
  /** Without the line at this position it is the log that was signed. */
  | { readonly kind: 'inserted'; readonly at: number }
  /** With these two the other way round. */
  | { readonly kind: 'swapped'; readonly at: number; readonly with: number };

/** Positions that are tried: 2,000 take some seconds. */
const widest = 2000;
/** Any two lines of so many are tried, else only neighbours. */
const widestPairs = 64;

/** Tries what a forger may have done with few lines. Undefined: something else. */
export function findMismatch(lines: Lines, wanted: WantedHead): FoundMismatch | undefined {
  const root = decodeBase64(wanted.root);
  const width = wanted.size - lines.intact;
  if (!root || width <= 0 || width > widest) return undefined;
  return findInserted(lines, wanted, root) ?? findSwapped(lines, wanted.size, root);
}

/** Of how many of these lines the root is, where the head says another number; tried near that number. */
export function findSize({ tree }: Pick<Lines, 'tree'>, wanted: WantedHead): number | undefined {
  const root = decodeBase64(wanted.root);
  const near = positions(Math.max(1, wanted.size - widest), Math.min(tree.size, wanted.size + widest) + 1);
  return root && near.find((size) => size !== wanted.size && isSameHash(rootAt(tree, size), root));
}

function findInserted(
  lines: Lines,
  { size, position = size + 1 }: WantedHead,
  root: Uint8Array,
): FoundMismatch | undefined {
  if (size + 1 > lines.tree.size) return undefined;
  let before = rangeAt(lines.tree, lines.intact);
  for (let at = lines.intact; at <= size && at < position; at++) {
    if (hasRoot(withLeaves(before, lines.leaves, positions(at + 1, size + 1)), root)) return { kind: 'inserted', at };
    before = withLeaves(before, lines.leaves, [at]);
  }
  return undefined;
}

function findSwapped(lines: Lines, size: number, root: Uint8Array): FoundMismatch | undefined {
  if (size > lines.tree.size) return undefined;
  const reach = size - lines.intact <= widestPairs ? size : 1;
  let before = rangeAt(lines.tree, lines.intact);
  for (let at = lines.intact; at < size - 1; at++) {
    for (let other = at + 1; other < size && other <= at + reach; other++) {
      const order = [other, ...positions(at + 1, other), at, ...positions(other + 1, size)];
      if (hasRoot(withLeaves(before, lines.leaves, order), root)) return { kind: 'swapped', at, with: other };
    }
    before = withLeaves(before, lines.leaves, [at]);
  }
  return undefined;
}

/** The first lines in as few hashes as possible. */
function rangeAt(tree: Tree, size: number): CompactRange {
  const hashes: Uint8Array[] = [];
  for (let at = 0; at < size;) {
    const level = Math.floor(Math.log2(size - at));
    hashes.push(tree.node(level, at / 2 ** level));
    at += 2 ** level;
  }
  return { size, hashes };
}

function withLeaves(range: CompactRange, leaves: Uint8Array, order: readonly number[]): CompactRange {
  return order.reduce((longer, at) => appendLeaf(longer, leaves.subarray(at * 32, (at + 1) * 32)), range);
}

function hasRoot(range: CompactRange, root: Uint8Array): boolean {
  return isSameHash(rootOf(range), root);
}

function positions(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
