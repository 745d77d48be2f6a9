import { hash } from 'node:crypto';
import { bytesOfLatin1, hashSize } from './hash.js';
import { parentLevel } from './parent-level.js';

/** Lines of a full segment; as many as hashes in a tile of tlog-tiles. */
const segmentSize = 256;

const newline = 10;

export interface HashedSegment {
  /** The leaf hashes, packed, 32 bytes each. */
  readonly hashes: Uint8Array;
  /** The root over them; of a full segment only. */
  readonly root?: Uint8Array;
}

/** The leaf hashes of a segment's lines, and the root over them where it is full. */
export function hashSegment(text: Uint8Array): HashedSegment {
  const hashes = hashLines(text);
  return hashes.length === segmentSize * hashSize ? { hashes, root: rootOfFull(hashes) } : { hashes };
}

/**
 * The leaf hashes of lines, packed. A newline ends a line and belongs to none; bytes behind the last one are a line too.
 * The fast way for bulk work: no copy and no bytes of its own for each line.
 */
export function hashLines(text: Uint8Array): Uint8Array {
  // The byte before a line, the newline of the one before, is made 0x00 and so the prefix of its leaf.
  const prefixed = Buffer.allocUnsafe(text.length + 1);
  prefixed.set(text, 1);
  let digests = '';
  for (let begin = 0; begin < text.length;) {
    const end = endOfLine(prefixed, begin + 1);
    prefixed[begin] = 0;
    digests += hash('sha256', new Uint8Array(prefixed.buffer, prefixed.byteOffset + begin, end - begin), 'binary');
    begin = end;
  }
  return bytesOfLatin1(digests);
}

// A Buffer finds a byte 5 times as fast as a Uint8Array does.
function endOfLine(text: Buffer, begin: number): number {
  const end = text.indexOf(newline, begin);
  return end === -1 ? text.length : end;
}

function rootOfFull(hashes: Uint8Array): Uint8Array {
  let level = hashes;
  while (level.length > hashSize) level = parentLevel(level);
  return level;
}
