import { decodeBase64 } from '../tlog/base64.js';
import { parseCheckpoint, parseCount, type Checkpoint } from '../tlog/note/checkpoint.js';
import { parseNote, type Note } from '../tlog/note/note.js';
import { hashSize } from '../tlog/tree/hash.js';

/** A head that somebody wants cosigned, and why it extends the one before. */
export interface OfferedHead {
  /** Size of the head that the proof begins at. */
  readonly old: number;
  readonly proof: readonly Uint8Array[];
  readonly note: Note;
  readonly checkpoint: Checkpoint;
}

/** Hashes of a proof at most (C2SP tlog-witness). */
const mostHashes = 63;

/**
 * Reads the body of add-checkpoint, to the letter of C2SP tlog-witness; undefined where it is none:
 *
 *     old 3
 *     IEC8fVZONpjliBgts2JogJ5kMWKCibsjkwAaNQP4+MQ=
 *
 *     example.org/changelog
 *     5
 *     …
 *
 * Sizes up to 2^53 - 1.
 */
export function parseAddCheckpoint(body: Uint8Array): OfferedHead | undefined {
  const text = decodeText(body);
  const end = text?.indexOf('\n\n') ?? -1;
  if (text === undefined || end < 0) return undefined;
  const [first = '', ...hashes] = text.slice(0, end).split('\n');
  const old = first.startsWith('old ') ? parseCount(first.slice(4)) : undefined;
  const proof = parseProof(hashes);
  const note = parseNote(text.slice(end + 2));
  const checkpoint = note && parseCheckpoint(note.text);
  return old === undefined || !proof || !checkpoint ? undefined : { old, proof, note, checkpoint };
}

function parseProof(lines: readonly string[]): Uint8Array[] | undefined {
  if (lines.length > mostHashes) return undefined;
  const hashes = lines.map(decodeBase64).filter((hash) => hash?.length === hashSize);
  const whole = hashes.filter((hash) => hash !== undefined);
  return whole.length === lines.length ? whole : undefined;
}

function decodeText(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}
