import { hashLines } from '../../tlog/tree/hash-segment.js';
import type { Job } from '../../tools/workers.js';
import { parseLine, type FaultyLine } from './signed-line.js';
import { linesOf } from './lines-of.js';
import { idOfUsualLine } from './parse-usual-line.js';

/** What can be said of lines without knowing what stands before them. */
export interface CheckedLines {
  /** Leaf hashes, packed, 32 bytes each. */
  readonly hashes: Uint8Array;
  /** Ids of the good lines in their order, 43 characters each, one after the other. */
  readonly ids: string;
  /** The lines that are none, by their number. */
  readonly faults: ReadonlyMap<number, FaultyLine>;
}

/**
 * Hashes lines and checks each by itself, its signature first of all: nearly all the work of reading a log. Exported for the
 * threads, which find it by its name.
 */
export function checkLines(text: Uint8Array): CheckedLines {
  const faults = new Map<number, FaultyLine>();
  let ids = '';
  linesOf(text).forEach((line, index) => {
    const id = idOfUsualLine(line);
    const read = id === undefined ? parseLine(line) : { id };
    if ('fault' in read) faults.set(index, read);
    else ids += read.id;
  });
  return { hashes: hashLines(text), ids, faults };
}

/** The same on another core; the bytes are given away. */
export const checkingLines: Job<Uint8Array, CheckedLines> = {
  module: import.meta.url,
  run: checkLines,
  transfer: ({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []),
};
