import type { CheckedText } from '../log/check-texts.js';
import { entriesPerSegment } from '../log/segment-path.js';
import type { WholeReader } from './whole-reader.js';

interface End {
  readonly path: string;
  /** Lines of the file within the signed head. */
  readonly covered: number;
  /** Whether nothing that is signed follows in other files. */
  readonly isEnd: boolean;
}

/** Each file but the last has 256 lines, each line ended. */
export function verifyEnd(
  { problems, junk }: Pick<WholeReader, 'problems' | 'junk'>,
  { bytes, lines: { length: lines } }: CheckedText,
  { path, covered, isEnd }: End,
): void {
  if (bytes.at(-1) !== newline)
    (covered < lines ? junk : problems).push({
      code: 'file-not-text',
      says: `${path} breaks off within its last line`,
    });
  const isShort = !isEnd && lines < entriesPerSegment;
  if (!isShort && lines <= entriesPerSegment) return;
  const what = isShort ? 'some were taken out' : 'some were put in';
  const says = `${path} has ${lines} entries and not ${entriesPerSegment}: ${what}`;
  (isShort || covered > entriesPerSegment ? problems : junk).push({ code: 'file-short', says });
}

const newline = 10;
