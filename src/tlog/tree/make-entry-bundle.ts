const newline = 10;
const longest = 0xffff;

/**
 * The bundle of a segment's lines for a tlog-tiles log: before each line, without its newline, its length in 16 bits, big end
 * first. A RangeError for a line of more than 65,535 bytes.
 */
export function makeEntryBundle(text: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let begin = 0; begin < text.length;) {
    const found = text.indexOf(newline, begin);
    const end = found === -1 ? text.length : found;
    if (end - begin > longest) throw new RangeError(`a line of ${end - begin} bytes does not fit into a bundle`);
    parts.push(Uint8Array.of((end - begin) >> 8, (end - begin) & 0xff), text.subarray(begin, end));
    begin = end + 1;
  }
  return Buffer.concat(parts);
}
