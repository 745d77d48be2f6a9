import type { EntryId } from '../../model/brand.js';
import type { Entry } from '../../model/entry.js';
import type { Workers } from '../../tools/workers.js';
import { checkingLines, type CheckedLines } from './check-lines.js';
import { idLength } from './entry-id.js';
import { parseCheckedLine, type LineSignature, type ReadLine } from './signed-line.js';
import { linesOf } from './lines-of.js';

/** A file of entries, each line checked by itself. */
export interface CheckedText {
  readonly bytes: Uint8Array;
  /** Leaf hashes, packed. */
  readonly hashes: Uint8Array;
  readonly lines: readonly ReadLine[];
}

/** Checks texts on all cores that there are, and gives them in their order. */
export async function* checkTexts(
  texts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  workers: Workers,
): AsyncGenerator<CheckedText, void, undefined> {
  const waiting: Uint8Array[] = [];
  async function* copies() {
    for await (const text of texts) {
      waiting.push(text);
      yield new Uint8Array(text);
    }
  }
  for await (const checked of workers.map(checkingLines, copies())) {
    const bytes = waiting.shift() ?? new Uint8Array();
    yield { bytes, hashes: checked.hashes, lines: parseCheckedLines(bytes, checked) };
  }
}

function parseCheckedLines(bytes: Uint8Array, { ids, faults }: CheckedLines): ReadLine[] {
  if (faults.size > 0) return linesOf(bytes).map((line, index) => faults.get(index) ?? parseCheckedLine(line));
  return parseAll(bytes).map(({ e, s }, index) => ({
    entry: e,
    id: ids.slice(index * idLength, (index + 1) * idLength) as EntryId,
    k: s.k,
  }));
}

/** Good lines as one list of JSON, their newlines made commas: half the work of one after the other. */
function parseAll(bytes: Uint8Array): { readonly e: Entry; readonly s: LineSignature }[] {
  if (bytes.length === 0) return [];
  const end = bytes.at(-1) === newline ? bytes.length - 1 : bytes.length;
  if (list.length < end + 2) list = Buffer.allocUnsafe(2 * (end + 2));
  list.set(bytes.subarray(0, end), 1);
  for (let at = list.indexOf(newline, 1); at >= 0 && at <= end; at = list.indexOf(newline, at + 1)) list[at] = comma;
  list[0] = bracket;
  list[end + 1] = closingBracket;
  return JSON.parse(list.toString('utf8', 0, end + 2)) as { e: Entry; s: LineSignature }[];
}

/** Room for one file, kept for the next. */
let list = Buffer.alloc(0);

const [newline, comma, bracket, closingBracket] = [10, 44, 91, 93];
