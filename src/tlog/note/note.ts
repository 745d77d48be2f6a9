import { decodeBase64, encodeBase64 } from '../base64.js';
import { isKeyName } from './verifier-key.js';

/** One line below the text of a note: `— name base64(id, signature)`. */
interface NoteSignature {
  readonly name: string;
  /** With the name it says which key signed, and in which way. */
  readonly id: number;
  /** What follows the id: for Ed25519 64 bytes, for a cosignature/v1 8 bytes of time before them. */
  readonly bytes: Uint8Array;
  /** The whole line, without newline. */
  readonly line: string;
}

/** A text with signatures that nobody has checked yet (C2SP signed-note). */
export interface Note {
  /** With its last newline, without the empty line. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Bytes of a whole note at most; a head with 16 signatures of the longest kind known (ML-DSA-44) has about 53,000. */
export const longestNote = 64 * 1024;
const mostSignatures = 100;

/**
 * Takes a note apart, to the letter of C2SP signed-note; undefined where it is none. Signatures of unknown keys and
 * kinds are kept, not judged. At most 64 KiB and 100 signatures.
 */
export function parseNote(text: string): Note | undefined {
  if (text.length > longestNote || Buffer.byteLength(text) > longestNote || !isNoteText(text)) return undefined;
  const end = text.lastIndexOf('\n\n');
  if (end < 0 || end + 2 === text.length) return undefined;
  const signatures = text
    .slice(end + 2, -1)
    .split('\n')
    .map(parseSignature);
  if (signatures.length > mostSignatures) return undefined;
  const whole = signatures.filter((signature) => signature !== undefined);
  return whole.length === signatures.length ? { text: text.slice(0, end + 1), signatures: whole } : undefined;
}

/** A note of its text and signature lines (without newlines). Throws a TypeError where that would be no note. */
export function formatNote(text: string, lines: readonly string[]): string {
  const note = `${text}\n${lines.map((line) => `${line}\n`).join('')}`;
  if (parseNote(note)?.text !== text) throw new TypeError('these are no text and signatures of a note');
  return note;
}

/** One signature line, without newline. */
export function signatureLine(name: string, id: number, bytes: Uint8Array): string {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(id);
  return `— ${name} ${encodeBase64(Buffer.concat([head, bytes]))}`;
}

/** True for what may stand in a note: whole characters, no control characters but newline, a newline at the end. */
export function isNoteText(text: string): boolean {
  return text.isWellFormed() && text.endsWith('\n') && !/[\u0000-\u0009\u000b-\u001f]/.test(text);
}

function parseSignature(line: string): NoteSignature | undefined {
  const [dash, name, encoded, ...more] = line.split(' ');
  if (dash !== '—' || !name || !encoded || more.length > 0 || !isKeyName(name)) return undefined;
  const bytes = decodeBase64(encoded);
  if (!bytes || bytes.length < 5) return undefined;
  const id = new DataView(bytes.buffer).getUint32(0);
  return { name, id, bytes: bytes.slice(4), line };
}
