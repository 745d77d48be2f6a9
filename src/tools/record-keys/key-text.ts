import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { decodeBase64 } from '../../tlog/base64.js';
import { parsePublicKey, readPublicKey, type PublicKey } from '../../tlog/sshsig/public-key.js';
import { readWire } from '../../tlog/sshsig/wire.js';

/** What a key file, or a text like one, holds. */
export type KeyText =
  | { readonly kind: 'open'; readonly key: PublicKey; readonly privateKey: KeyObject }
  /** A passphrase opens it; its public half lies open. */
  | { readonly kind: 'locked'; readonly key: PublicKey }
  /** The public half alone. */
  | { readonly kind: 'public'; readonly key: PublicKey }
  /** The private half never leaves the security key. */
  | { readonly kind: 'security-key'; readonly key: PublicKey }
  | { readonly kind: 'unusable'; readonly why: string };

const armor = /^-----BEGIN OPENSSH PRIVATE KEY-----\s([\s\S]+?)\s-----END OPENSSH PRIVATE KEY-----\s*$/;
const magic = 'openssh-key-v1\0';
/** Ed25519 private key in PKCS #8: these bytes and then its 32 (RFC 8410, section 7). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Bytes of a key file. One of OpenSSH has under 1 kB; nothing longer is looked at. */
export const longestKeyFile = 64 * 1024;

/** Reads a private key of OpenSSH (PROTOCOL.key) or a public one. Nothing of the text is in what it says is wrong. */
export function parseKeyText(text: string): KeyText {
  if (text.length > longestKeyFile) return unusable('is not a key file of OpenSSH');
  const body = armor.exec(text.trim())?.[1];
  if (body !== undefined) return readPrivateKey(decodeBase64(body.replace(/\s+/g, '')) ?? new Uint8Array());
  const key = parsePublicKey(text);
  return key ? withPublicHalf(key, { kind: 'public', key }) : unusable(whyNotText(text));
}

/** What the 32 secret bytes of a key sign with. */
function privateKeyOfSeed(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' });
}

/** The 32 public bytes of a private key. */
export function publicBytesOf(privateKey: KeyObject): Uint8Array {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  return new Uint8Array(Buffer.from(x ?? '', 'base64url'));
}

function readPrivateKey(bytes: Uint8Array): KeyText {
  const wire = readWire(bytes);
  const start = wire.take(magic.length);
  const [cipher, , , count] = [wire.text(), wire.string(), wire.string(), wire.uint32()];
  const [blob, secret] = [wire.string(), wire.string()];
  const whole = start && Buffer.from(start).toString('latin1') === magic && count === 1;
  if (!whole || !blob || !secret) return unusable('is not a whole key file of OpenSSH');
  const key = readPublicKey(blob);
  if (!key) return unusable(whyNotKind(readWire(blob).text()));
  return withPublicHalf(key, cipher === 'none' ? readSecret(secret, key) : { kind: 'locked', key });
}

function withPublicHalf(key: PublicKey, otherwise: KeyText): KeyText {
  return key.kind === 'ssh-ed25519' ? otherwise : { kind: 'security-key', key };
}

/** The part that a passphrase would hide: a number twice, kind, public and private bytes, comment, padding. */
function readSecret(bytes: Uint8Array, key: PublicKey): KeyText {
  const wire = readWire(bytes);
  const [first, second, kind] = [wire.uint32(), wire.uint32(), wire.text()];
  const [, secret, comment] = [wire.string(), wire.string(), wire.string()];
  if (first !== second || kind !== 'ssh-ed25519' || secret?.length !== 64 || !comment) {
    return unusable('is not a whole key file of OpenSSH');
  }
  const privateKey = privateKeyOfSeed(secret.subarray(0, 32));
  const fits = Buffer.compare(publicBytesOf(privateKey), key.publicKey) === 0;
  return fits ? { kind: 'open', key, privateKey } : unusable('holds halves of two keys');
}

function unusable(why: string): KeyText {
  return { kind: 'unusable', why };
}

function whyNotText(text: string): string {
  const kind = /^-----BEGIN (RSA|EC|DSA) PRIVATE KEY-----/.exec(text)?.[1]?.toLowerCase();
  if (kind !== undefined) return whyNotKind(kind);
  const [first = ''] = text.trim().split(' ');
  return /^(ssh|ecdsa|sk)-[\w@.-]+$/.test(first) ? whyNotKind(first) : 'is not a key file of OpenSSH';
}

/** Other kinds work with ssh, so the reason must be told. */
function whyNotKind(kind: string | undefined): string {
  const name = ['rsa', 'ecdsa', 'ec', 'dsa', 'dss'].find((each) => kind?.includes(each));
  if (name === undefined) return 'is a key that nobody may use: another kind, or damaged';
  const shown = name === 'ec' ? 'ECDSA' : name === 'dss' ? 'DSA' : name.toUpperCase();
  return `is an ${shown} key; the record takes ed25519 alone, of which each signature has one form only`;
}
