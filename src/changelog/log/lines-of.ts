/**
 * The lines of a file of entries. Bytes that are no UTF-8 and a last line that is not ended make lines that cannot be
 * entries, or are entered whole: what is not as it should be is found line by line.
 */
export function linesOf(bytes: Uint8Array | string): string[] {
  const text =
    typeof bytes === 'string' ? Buffer.from(bytes) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const lines: string[] = [];
  // Each line decoded by itself: parts of one long string would be copied anew by everything that reads them.
  for (let begin = 0; begin < text.length;) {
    const end = text.indexOf(newline, begin);
    lines.push(text.toString('utf8', begin, end === -1 ? text.length : end));
    begin = end === -1 ? text.length : end + 1;
  }
  return lines;
}

const newline = 10;
