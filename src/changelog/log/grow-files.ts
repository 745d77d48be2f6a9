import { hashSegment } from '../../tlog/tree/hash-segment.js';
import { gitObject } from '../git-object.js';
import type { Log } from './log.js';
import { linesOf } from './lines-of.js';
import { entriesPerSegment } from './segment-path.js';

/** The files of a log with lines more. */
export interface GrownFiles extends Pick<Log, 'segments' | 'roots' | 'tail'> {
  /** Text of each file that changed or is new, by its number. */
  readonly texts: ReadonlyMap<number, string>;
  /** Leaf hashes of these files, packed. */
  readonly leaves: ReadonlyMap<number, Uint8Array>;
}

/** Puts lines behind those of a log, 256 a file. Nothing is judged here. */
export function growFiles(log: Pick<Log, 'segments' | 'roots' | 'tail'>, lines: readonly string[]): GrownFiles {
  const full = log.roots.length / 32;
  const all = [...linesOf(log.tail), ...lines];
  const texts = new Map<number, string>();
  const leaves = new Map<number, Uint8Array>();
  const roots: Uint8Array[] = [log.roots];
  for (let first = 0; first < all.length; first += entriesPerSegment) {
    const segment = full + first / entriesPerSegment;
    const text = `${all.slice(first, first + entriesPerSegment).join('\n')}\n`;
    const { hashes, root } = hashSegment(Buffer.from(text));
    texts.set(segment, text);
    leaves.set(segment, hashes);
    if (root) roots.push(root);
  }
  const isFull = all.length % entriesPerSegment === 0;
  return {
    segments: [...log.segments.slice(0, full), ...[...texts.values()].map(gitObject)],
    roots: Buffer.concat(roots),
    tail: isFull ? '' : ([...texts.values()].at(-1) ?? ''),
    texts,
    leaves,
  };
}
