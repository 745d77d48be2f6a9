import { hashLines } from '../../tlog/tree/hash-segment.js';
import { treeOfSegments, type Tree } from '../../tlog/tree/tree.js';
import type { Clone } from '../clone/clone.js';
import { readBlobs } from '../clone/read-blobs.js';
import type { Log } from './log.js';
import { entriesPerSegment } from './segment-path.js';

/** The tree of a log with the leaves near these positions (entries or sizes) at hand; others are not read. */
export async function loadTree(clone: Clone, log: Log, positions: readonly number[]): Promise<Tree> {
  const wanted = [...new Set(positions.map((position) => Math.floor(position / entriesPerSegment)))].filter(
    (segment) => segment < log.roots.length / 32,
  );
  const blobs = await readBlobs(
    clone,
    wanted.map((segment) => log.segments[segment] ?? ''),
  );
  const loaded = new Map(wanted.map((segment, index) => [segment, hashLines(blobs[index] ?? new Uint8Array())]));
  if (log.tail !== '') loaded.set(log.roots.length / 32, hashLines(Buffer.from(log.tail)));
  return treeOfSegments({ size: log.state.size, segmentRoots: log.roots, loaded });
}
