import type { Clone } from '../clone/clone.js';
import { readBlobs } from '../clone/read-blobs.js';
import { parseLine } from '../log/signed-line.js';
import { linesOf } from '../log/lines-of.js';
import { entriesPerSegment } from '../log/segment-path.js';
import type { WholeLog } from './read-whole.js';

type Segments = WholeLog['segments'];

/** How an entry is called in sentences: `entry 8 (2026-11-22T12:10:00Z, op-bo)`. */
export async function nameEntry(clone: Clone, { segments }: WholeLog, position: number): Promise<string> {
  const segment = segments[Math.floor(position / entriesPerSegment)];
  const [line] = segment ? (await readAllLines(clone, [segment])).slice(position % entriesPerSegment) : [];
  const { entry } = parseLine(line ?? '');
  return entry ? `entry ${position + 1} (${entry.time}, ${entry.actor})` : `entry ${position + 1}`;
}

/** Every line of some files, as they are. */
export async function readAllLines(clone: Clone, segments: Segments): Promise<string[]> {
  const blobs = await readBlobs(
    clone,
    segments.map(({ object }) => object),
  );
  return blobs.flatMap(linesOf);
}
