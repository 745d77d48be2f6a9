import type { EntryId } from '../../model/brand.js';
import { entrySchema, type Entry } from '../../model/entry.js';
import { isCanonicalJson } from '../../tlog/canonical-json.js';
import { fingerprint } from '../../tlog/sshsig/public-key.js';
import { verifySshsig } from '../../tlog/sshsig/sshsig.js';
import { entryDomain, idOfCanonical } from './entry-id.js';

/** Bytes that a line may have at most, its newline not counted. */
export const longestLine = 16 * 1024;

/** What is wrong with a line of the log, whatever stands around it. */
export type LineFault =
  'too-long' | 'not-json' | 'not-canonical' | 'not-signed' | 'not-an-entry' | 'other-key' | 'bad-signature';

/** An entry, its id, and the fingerprint of the key that signed it. */
export interface SignedLine {
  readonly entry: Entry;
  readonly id: EntryId;
  readonly k: string;
}

/** A line that is none of this log; with what it says, as far as that can be read. */
export interface FaultyLine {
  readonly fault: LineFault;
  readonly where?: string;
  readonly entry?: Entry;
  readonly id?: EntryId;
}

export type ReadLine = SignedLine | FaultyLine;

const before = '{"e":';
const between = ',"s":{"k":"';

/** Who signed a line, and the signature: base64 of the SSHSIG. */
export interface LineSignature {
  readonly k: string;
  readonly sig: string;
}

/** One line of the log, without newline: `{"e":{…},"s":{"k":"SHA256:…","sig":"…"}}`. */
export function signedLine(canonicalEntry: string, { k, sig }: LineSignature): string {
  return `${before}${canonicalEntry}${between}${k}","sig":"${sig}"}}`;
}

/**
 * Reads a line that nobody has checked: it must be the one canonical text of what it says (so no duplicate keys, no
 * other spelling of numbers or characters), an entry that the model knows, at most 16 KiB, and signed by the key that it
 * names. Whether that key may sign is for foldEntry to say.
 */
export function parseLine(line: string): ReadLine {
  if (line.length > longestLine || Buffer.byteLength(line) > longestLine) return { fault: 'too-long' };
  const value = parseJson(line);
  if (value === undefined) return { fault: 'not-json' };
  if (!isCanonicalJson(line, value)) return { fault: 'not-canonical' };
  const signature = signatureOf(value);
  if (!signature || !line.startsWith(before)) return { fault: 'not-signed' };
  const checked = entrySchema.safeParse((value as { e: unknown }).e);
  if (!checked.success) return { fault: 'not-an-entry', where: checked.error.issues[0]?.path.join('.') ?? '' };
  return checkSignature(entryText(line), checked.data, signature);
}

function checkSignature(message: string, entry: Entry, { k, sig }: LineSignature): ReadLine {
  const key = verifySshsig({ sig, namespace: entryDomain, message });
  const id = idOfCanonical(message);
  if (key && fingerprint(key) === k) return { entry, id, k };
  return { fault: key ? 'other-key' : 'bad-signature', entry, id };
}

/** Reads a line that was checked when it came: a fiftieth of the work. */
export function parseCheckedLine(line: string): SignedLine {
  const { e, s } = JSON.parse(line) as { e: Entry; s: LineSignature };
  return { entry: e, id: idOfCanonical(entryText(line)), k: s.k };
}

/** Canonical text of the entry in a canonical line. */
export function entryText(line: string): string {
  return line.slice(before.length, line.lastIndexOf(between));
}

/** `s` is exactly `{k, sig}`, both strings. */
function signatureOf(value: unknown): LineSignature | undefined {
  const { e, s, ...others } = value as { e?: unknown; s?: Partial<LineSignature> | null };
  if (typeof e !== 'object' || typeof s !== 'object' || s === null || Object.keys(others).length > 0) return undefined;
  const { k, sig, ...more } = s;
  const isWhole = typeof k === 'string' && typeof sig === 'string' && Object.keys(more).length === 0;
  return isWhole ? { k, sig } : undefined;
}

/** Any value but undefined; an array or a bare word is JSON too. */
function parseJson(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return Object(value) as object;
  } catch {
    return undefined;
  }
}
