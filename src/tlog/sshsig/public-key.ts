import { hash } from 'node:crypto';
import { decodeBase64, encodeBase64 } from '../base64.js';
import { isPublicKey } from '../ed25519.js';
import { packString, readWire } from './wire.js';

/** Ed25519, alone or within a security key that wants a touch (OpenSSH PROTOCOL.u2f). */
type PublicKeyKind = 'ssh-ed25519' | 'sk-ssh-ed25519@openssh.com';

/** A public key of OpenSSH, of the two kinds that are taken here. */
export interface PublicKey {
  readonly kind: PublicKeyKind;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** What a security key signs for: `ssh:…`; only keys of kind sk have it. */
  readonly application?: string;
  /** As ssh sends it (RFC 8709; PROTOCOL.u2f). */
  readonly blob: Uint8Array;
  /** `ssh-ed25519 AAAA…`, without comment. */
  readonly text: string;
}

const longestLine = 16 * 1024;

/**
 * Reads a line such as `ssh-ed25519 AAAA… comment`, a newline at its end allowed; undefined for any other kind of key,
 * a key of low order, options before it, or another spelling of the same bytes.
 */
export function parsePublicKey(line: string): PublicKey | undefined {
  if (line.length > longestLine) return undefined;
  const [, encoded] = /^[\w@.-]+ ([A-Za-z0-9+/=]+)(?: [^\p{Cc}]*)?\n?$/u.exec(line) ?? [];
  const blob = decodeBase64(encoded ?? '');
  const key = blob && readPublicKey(blob);
  return key && (line.startsWith(`${key.text} `) || line.replace(/\n$/, '') === key.text) ? key : undefined;
}

/** As many keys as are kept ready; a log has few, each used often. */
const mostReady = 1000;
const ready = new Map<string, PublicKey>();

/** The same of the key's bytes. */
export function readPublicKey(blob: Uint8Array): PublicKey | undefined {
  const name = Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength).toString('latin1');
  const found = ready.get(name) ?? parseBlob(new Uint8Array(blob));
  if (ready.size >= mostReady) ready.clear();
  if (found) ready.set(name, found);
  return found;
}

function parseBlob(blob: Uint8Array): PublicKey | undefined {
  const wire = readWire(blob);
  const kind = wire.text();
  const publicKey = wire.string();
  if ((kind !== 'ssh-ed25519' && kind !== 'sk-ssh-ed25519@openssh.com') || !publicKey) return undefined;
  const application = kind === 'ssh-ed25519' ? undefined : wire.text();
  if (!wire.isAtEnd() || !isPublicKey(publicKey)) return undefined;
  // ssh-keygen makes no other applications; a free text of any length has no business in a public record.
  if (application !== undefined && !/^ssh:[\x21-\x7e]{0,60}$/.test(application)) return undefined;
  const text = `${kind} ${encodeBase64(blob)}`;
  return { kind, publicKey, ...(application === undefined ? {} : { application }), blob, text };
}

/** A key of kind ssh-ed25519 of its 32 bytes. Throws a TypeError for bytes that are none. */
export function makePublicKey(publicKey: Uint8Array): PublicKey {
  const key = readPublicKey(Buffer.concat([packString('ssh-ed25519'), packString(publicKey)]));
  if (!key) throw new TypeError('no Ed25519 public key');
  return key;
}

/** `SHA256:…`, as ssh-keygen -l shows it. */
export function fingerprint(key: PublicKey): string {
  const known = fingerprints.get(key) ?? fingerprintOfBlob(key.blob);
  fingerprints.set(key, known);
  return known;
}

/** The fingerprint of a line as parsePublicKey takes it. For keys that are used once: nothing of them is kept. */
export function fingerprintOfLine(line: string): string | undefined {
  const [, encoded = ''] = /^ssh-ed25519 ([A-Za-z0-9+/]{68})$/.exec(line) ?? [];
  const blob = decodeBase64(encoded);
  const isUsual = blob && usualBeginning.equals(blob.subarray(0, usualBeginning.length));
  if (isUsual) return isPublicKey(blob.subarray(usualBeginning.length)) ? fingerprintOfBlob(blob) : undefined;
  const key = parsePublicKey(line);
  return key && fingerprint(key);
}

/** Bytes of an Ed25519 key before the key itself: its kind, and how long it is. */
const usualBeginning = Buffer.concat([packString('ssh-ed25519'), Buffer.of(0, 0, 0, 32)]);

/** The same of the key's bytes. */
export function fingerprintOfBlob(blob: Uint8Array): string {
  return `SHA256:${hash('sha256', blob, 'base64').slice(0, -1)}`;
}

const fingerprints = new WeakMap<PublicKey, string>();
