import { decodeBase64, encodeBase64 } from '../base64.js';
import { parseCheckpoint, parseCount } from './checkpoint.js';
import { longestNote, parseNote } from './note.js';

/** That one entry is in a log, to be checked by anyone without the log (C2SP tlog-proof). The entry itself is not in it. */
export interface TlogProof {
  /** Of the entry, from 0. */
  readonly index: number;
  /** Hashes from the leaf's neighbour up to the root's child, 32 bytes each (RFC 6962, section 2.1.1). */
  readonly proof: readonly Uint8Array[];
  /** The whole note: head, signature, cosignatures; nobody has checked them. */
  readonly checkpoint: string;
  /** What the writer added; nothing vouches for it. Never empty. */
  readonly extra?: Uint8Array;
}

const firstLine = 'c2sp.org/tlog-proof@v1';
/** A tree of 2^63 leaves is not higher. */
const mostHashes = 63;
const longestHead = 64 * 1024;

/** The file `….tlog-proof`. Throws a TypeError for what is no proof. */
export function formatTlogProof({ index, proof, checkpoint, extra }: TlogProof): string {
  const extraLine = extra === undefined ? [] : [`extra ${encodeBase64(extra)}`];
  const head = [firstLine, ...extraLine, `index ${index}`, ...proof.map(encodeBase64)];
  const text = `${head.join('\n')}\n\n${checkpoint}`;
  if (!parseTlogProof(text)) throw new TypeError('no tlog-proof');
  return text;
}

/**
 * Reads a file `….tlog-proof`; undefined where it is none, or its index is not below the size of its head. Neither
 * hashes nor signatures are checked.
 */
export function parseTlogProof(text: string): TlogProof | undefined {
  if (text.length > longestHead + longestNote) return undefined;
  const end = text.indexOf('\n\n');
  const checkpoint = text.slice(end + 2);
  const size = parseCheckpoint(parseNote(checkpoint)?.text ?? '')?.size;
  if (end < 0 || size === undefined) return undefined;
  const head = parseHead(text.slice(0, end).split('\n'));
  return head && head.index < size ? { ...head, checkpoint } : undefined;
}

function parseHead([first, ...lines]: string[]): Omit<TlogProof, 'checkpoint'> | undefined {
  const extraText = lines[0]?.startsWith('extra ') ? lines.shift()?.slice(6) : undefined;
  const extra = decodeBase64(extraText ?? '');
  const index = parseCount(/^index (.*)$/.exec(lines.shift() ?? '')?.[1] ?? '');
  const proof = lines.slice(0, mostHashes + 1).flatMap(parseHash);
  if (first !== firstLine || index === undefined || proof.length < lines.length || proof.length > mostHashes) return;
  if (extraText === undefined) return { index, proof };
  return extra && extra.length > 0 ? { index, proof, extra } : undefined;
}

function parseHash(line: string): Uint8Array[] {
  const hash = decodeBase64(line);
  return hash?.length === 32 ? [hash] : [];
}
