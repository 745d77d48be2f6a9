import { parentLevel } from '../../tlog/tree/parent-level.js';
import { nodeHash } from '../../tlog/tree/hash.js';
import type { Tree } from '../../tlog/tree/tree.js';
import { entriesPerSegment } from './segment-path.js';

/** The tree of a log while it is read: every head that it ever had can be asked for, as far as its leaves are at hand. */
export interface GrowingTree extends Tree {
  /** Puts leaf hashes behind the others, packed, 32 bytes each. */
  add(hashes: Uint8Array): void;
}

/** What a tree begins with. */
export interface TreeBeginning {
  /** RFC 6962 root of each full file, packed. */
  readonly roots: Uint8Array;
  /** Leaf hashes of files that are looked into, packed; of the last one where it is not full. */
  readonly leaves: ReadonlyMap<number, Uint8Array>;
}

const hashSize = 32;
const segmentLevel = 8;
/** Files whose nodes are kept ready: what entries have seen is mostly near. */
const keptReady = 8;

/** A tree that grows. A node of a file whose leaves are not at hand is a RangeError. */
export function makeGrowingTree(
  { roots, leaves: begun }: TreeBeginning = { roots: new Uint8Array(), leaves: new Map() },
) {
  const full = roots.length / hashSize;
  const high: Uint8Array[][] = [[]];
  const leaves = new Map(begun);
  const ready = new Map<number, Uint8Array[]>();
  let size = full * entriesPerSegment + (begun.get(full)?.length ?? 0) / hashSize;
  for (let at = 0; at < full; at++) addRoot(high, roots.subarray(at * hashSize, (at + 1) * hashSize));

  const levelsOf = makeReady(leaves, ready);
  return {
    get size() {
      return size;
    },
    node(level: number, index: number): Uint8Array {
      if (level >= segmentLevel) return hashAt(high[level - segmentLevel]?.[index]);
      const nodes = 2 ** (segmentLevel - level);
      const at = (index % nodes) * hashSize;
      return hashAt(levelsOf(Math.floor(index / nodes))[level]?.subarray(at, at + hashSize));
    },
    add(hashes: Uint8Array): void {
      for (let from = 0; from < hashes.length;) {
        const segment = Math.floor(size / entriesPerSegment);
        const room = (entriesPerSegment - (size % entriesPerSegment)) * hashSize;
        const some = hashes.subarray(from, from + room);
        leaves.set(segment, joined(size % entriesPerSegment === 0 ? undefined : leaves.get(segment), some));
        ready.delete(segment);
        size += some.length / hashSize;
        from += room;
        if (size % entriesPerSegment === 0) addRoot(high, hashAt(levelsOf(segment)[segmentLevel]));
      }
    },
  } satisfies GrowingTree;
}

/** The levels of the tree over a file, leaves first. */
function makeReady(leaves: ReadonlyMap<number, Uint8Array>, ready: Map<number, Uint8Array[]>) {
  return (segment: number): Uint8Array[] => {
    const known = ready.get(segment);
    if (known) return known;
    let level = leaves.get(segment);
    if (!level) throw new RangeError(`the leaves of segment ${segment} are not loaded`);
    const levels = [level];
    while (level.length > hashSize) levels.push((level = parentLevel(level)));
    if (ready.size >= keptReady) ready.delete(ready.keys().next().value ?? segment);
    ready.set(segment, levels);
    return levels;
  };
}

function joined(before: Uint8Array | undefined, more: Uint8Array): Uint8Array {
  return before ? Buffer.concat([before, more]) : more;
}

/** As in a sum of binary numbers: two nodes of a level make one of the next. */
function addRoot(high: Uint8Array[][], root: Uint8Array): void {
  let hash = root;
  for (let level = 0; ; level++) {
    const row = (high[level] ??= []);
    row.push(hash);
    if (row.length % 2 === 1) return;
    hash = nodeHash(hashAt(row.at(-2)), hash);
  }
}

function hashAt(hash: Uint8Array | undefined): Uint8Array {
  if (hash?.length !== hashSize) throw new RangeError('no such node in the tree');
  return hash;
}
