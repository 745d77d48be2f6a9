import type { LoggedEntry } from '../../model/contents.js';
import type { Clone } from '../clone/clone.js';
import { readBlobs } from '../clone/read-blobs.js';
import { parseCheckedLine } from './signed-line.js';
import { linesOf } from './lines-of.js';
import type { Log } from './log.js';
import { readDraftEntries } from './read-draft.js';
import { entriesPerSegment } from './segment-path.js';

/** Every entry of a log that was judged, the draft's first; reads all of it. */
export async function readEntries(clone: Clone, log: Log): Promise<LoggedEntry[]> {
  const drafted = log.draft ? await readDraftEntries(clone, log.draft) : [];
  const lines = await readLines(clone, log);
  return [...drafted, ...lines.map((line, position) => ({ position, ...parseCheckedLine(line) }))];
}

/** Every line of a log. */
export async function readLines(clone: Clone, log: Log): Promise<string[]> {
  const full = log.segments.slice(0, log.roots.length / 32);
  const blobs = await readBlobs(clone, full);
  return [...blobs.flatMap(linesOf), ...linesOf(log.tail)];
}

/** One line of a log; reads the file that it stands in. */
export async function readLineAt(clone: Clone, log: Log, position: number): Promise<string> {
  const segment = Math.floor(position / entriesPerSegment);
  const isTail = segment >= log.roots.length / 32;
  const [blob] = isTail ? [log.tail] : await readBlobs(clone, [log.segments[segment] ?? '']);
  return linesOf(blob ?? '')[position % entriesPerSegment] ?? '';
}
