import { hashLines } from '../../tlog/tree/hash-segment.js';
import type { Clone } from '../clone/clone.js';
import { readBlobs } from '../clone/read-blobs.js';
import { parseCheckedLine, type ReadLine } from './signed-line.js';
import { linesOf } from './lines-of.js';
import type { Log } from './log.js';
import { entriesPerSegment } from './segment-path.js';

/** What of a log must be at hand to judge new lines: leaves beside the heads that they have seen, ids since then. */
export interface Seen {
  /** Leaf hashes of full files, packed, by their number. */
  readonly leaves: ReadonlyMap<number, Uint8Array>;
  /** Ids of all entries behind the oldest head that a new line has seen. */
  readonly ids: ReadonlySet<string>;
}

/** Reads the files from the oldest of these heads on, and no other: one where everybody has seen a recent head. */
export async function loadSeen(clone: Clone, log: Log, heads: readonly number[]): Promise<Seen> {
  const sizes = heads.filter((size) => size <= log.state.size);
  const full = log.roots.length / 32;
  const first = Math.min(full, ...sizes.map((size) => Math.floor(size / entriesPerSegment)));
  const wanted = Array.from({ length: full - first }, (_, index) => first + index);
  const blobs = await readBlobs(
    clone,
    wanted.map((segment) => log.segments[segment] ?? ''),
  );
  const texts = [...blobs, Buffer.from(log.tail)];
  return {
    leaves: new Map(wanted.map((segment, index) => [segment, hashLines(blobs[index] ?? new Uint8Array())])),
    ids: new Set(texts.flatMap((text) => linesOf(text).map((line) => parseCheckedLine(line).id))),
  };
}

/** The size of the head that a line's writer knew. Outcomes are bound by their intent; what cannot be read has seen nothing. */
export function seenSize({ entry }: Pick<ReadLine, 'entry'>): number {
  const size = entry && 'seen' in entry ? entry.seen?.size : undefined;
  // Lines behind the head can say anything: nobody has checked them yet.
  return Number.isSafeInteger(size) && size !== undefined && size >= 1 ? size : Number.POSITIVE_INFINITY;
}
