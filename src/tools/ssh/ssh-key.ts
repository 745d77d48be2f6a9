import { createHash } from 'node:crypto';

/** A public key as ssh shows it: `ssh-ed25519 AAAA…`, or with a comment behind. */
export interface SshKey {
  readonly type: string;
  readonly blob: Buffer;
}

/** Reads `ssh-ed25519 AAAA… comment`; undefined where it is no key. */
export function parseSshKey(text: string): SshKey | undefined {
  const [type, base64] = text.trim().split(/\s+/);
  if (!type || !base64) return undefined;
  const blob = Buffer.from(base64, 'base64');
  return typeOfBlob(blob) === type ? { type, blob } : undefined;
}

/** The type that stands first in a key's bytes (RFC 4253, section 6.6). */
function typeOfBlob(blob: Buffer): string | undefined {
  if (blob.length < 4) return undefined;
  const length = blob.readUInt32BE(0);
  return length > 64 || blob.length < 4 + length ? undefined : blob.toString('latin1', 4, 4 + length);
}

/** `SHA256:…` as ssh and ssh-keygen show it. */
export function sshFingerprint(blob: Buffer): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

/** `ssh-ed25519 AAAA…`, the form in which region.yml pins it. */
export function keyLineOf(blob: Buffer): string {
  return `${typeOfBlob(blob) ?? 'unknown'} ${blob.toString('base64')}`;
}

/** Signature algorithms to offer so that a server shows a key of these types first, if it has one. */
export function hostKeyAlgorithms(types: readonly string[], all: readonly string[]): string[] {
  const wanted = types.flatMap((type) => (type === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256'] : [type]));
  const first = wanted.filter((algorithm) => all.includes(algorithm));
  return [...first, ...all.filter((algorithm) => !first.includes(algorithm))];
}

/** True for a private key that only a pass phrase opens (OpenSSH's own form, or PEM). */
export function isEncryptedKey(text: string): boolean {
  if (/^Proc-Type: 4,ENCRYPTED|BEGIN ENCRYPTED PRIVATE KEY/m.test(text)) return true;
  const body = /-----BEGIN OPENSSH PRIVATE KEY-----([\s\S]+?)-----END/.exec(text)?.[1];
  if (body === undefined) return false;
  // openssh/PROTOCOL.key: magic (15 bytes), then the cipher's name as a string; `none` where it lies open.
  const bytes = Buffer.from(body, 'base64');
  const length = bytes.length < 19 ? 0 : bytes.readUInt32BE(15);
  return bytes.toString('latin1', 19, 19 + length) !== 'none';
}

/** The fingerprint of a key as it stands in region.yml: `SHA256:…`. */
export function sshFingerprintOfLine(line: string): string {
  return sshFingerprint(Buffer.from(line.split(' ')[1] ?? '', 'base64'));
}
