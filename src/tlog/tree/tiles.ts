import { hashSize } from './hash.js';
import type { Tree } from './tree.js';

/** Hashes of a full tile, entries of a full bundle; also a tile is as high as 2^8 leaves. */
const tileWidth = 256;

/** The number of a tile or bundle in a path: 1234067 is `x001/x234/067` (C2SP tlog-tiles). */
export function tileNumber(index: number): string {
  const groups: string[] = [];
  for (let rest = index; groups.length === 0 || rest > 0; rest = Math.floor(rest / 1000))
    groups.unshift(`${groups.length === 0 ? '' : 'x'}${String(rest % 1000).padStart(3, '0')}`);
  return groups.join('/');
}

/**
 * Where a tile lies: `tile/0/x001/234`, with a width below 256 as a partial one `tile/0/x001/234.p/44`; level `entries` is the
 * bundle of entries (C2SP tlog-tiles).
 */
export function tilePath(level: number | 'entries', index: number, width = tileWidth): string {
  return `tile/${level}/${tileNumber(index)}${width === tileWidth ? '' : `.p/${width}`}`;
}

/** The hash tiles of a log, paths and contents, level by level; the last of a level may be partial (C2SP tlog-tiles). */
export function* makeTiles(tree: Tree): Iterable<[path: string, tile: Uint8Array]> {
  for (let [level, nodes] = [0, tree.size]; nodes > 0; [level, nodes] = [level + 1, Math.floor(nodes / tileWidth)])
    for (let first = 0; first < nodes; first += tileWidth) {
      const width = Math.min(tileWidth, nodes - first);
      yield [tilePath(level, first / tileWidth, width), makeTile(tree, level, { first, width })];
    }
}

function makeTile(tree: Tree, level: number, { first, width }: { first: number; width: number }): Uint8Array {
  const tile = new Uint8Array(width * hashSize);
  for (let at = 0; at < width; at++) tile.set(tree.node(level * 8, first + at), at * hashSize);
  return tile;
}
