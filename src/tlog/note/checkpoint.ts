import { decodeBase64, encodeBase64 } from '../base64.js';
import { isNoteText } from './note.js';

/**
 * A head of a log, the text of a note (C2SP tlog-checkpoint):
 *
 *     example.org/changelog
 *     411
 *     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
 */
export interface Checkpoint {
  /** Which log, for ever. */
  readonly origin: string;
  /** Count of its entries. */
  readonly size: number;
  /** RFC 6962 tree hash over them, 32 bytes. */
  readonly root: Uint8Array;
}

/** The text to sign, with its last newline. Throws a TypeError for what is no checkpoint. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  const text = `${origin}\n${size}\n${encodeBase64(root)}\n`;
  if (parseCheckpoint(text)?.origin !== origin) throw new TypeError('no checkpoint');
  return text;
}

/**
 * Reads the text of a checkpoint, without signatures; undefined where it is none. Strict: no leading zeros, one spelling
 * of the root, sizes that a number holds exactly. Extension lines may follow; they say nothing here.
 */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  if (!isNoteText(text)) return undefined;
  const lines = text.slice(0, -1).split('\n');
  const [origin, digits, encoded] = lines;
  const size = parseCount(digits ?? '');
  const root = decodeBase64(encoded ?? '');
  if (!origin || size === undefined || root?.length !== 32 || lines.includes('')) return undefined;
  return { origin, size, root };
}

/** ASCII decimal without leading zeros, up to 2^53 - 1. */
export function parseCount(digits: string): number | undefined {
  if (!/^(0|[1-9][0-9]{0,15})$/.test(digits)) return undefined;
  const count = Number(digits);
  return Number.isSafeInteger(count) ? count : undefined;
}
