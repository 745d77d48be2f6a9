import { createHash, hash as hashOnce } from 'node:crypto';
import { decodeBase64, encodeBase64 } from '../base64.js';
import { verifyEd25519 } from '../ed25519.js';
import { fingerprint, fingerprintOfBlob, readPublicKey, type PublicKey } from './public-key.js';
import { packString, readWire } from './wire.js';

/** A signature as ssh-keygen -Y sign makes it (OpenSSH PROTOCOL.sshsig), taken apart, not checked. */
export interface Sshsig {
  /** The key that says it signed. */
  readonly key: PublicKey;
  /** What the signature is for: it counts nowhere else. */
  readonly namespace: string;
  readonly hash: 'sha256' | 'sha512';
  /** As ssh packs it: the kind, the signature; of a security key also flags and counter. */
  readonly signature: Uint8Array;
}

const magic = Buffer.from('SSHSIG');
const magicAndVersion = Buffer.concat([magic, Buffer.of(0, 0, 0, 1)]);
/** A signature of a security key with the longest names has about 500 characters. */
const longest = 4096;
/** PROTOCOL.u2f: flag of a touch. */
const touched = 0x01;

/** What a key signs for this message (of a string its UTF-8 bytes): the namespace and the SHA-512 of the message. */
export function sshsigMessage(namespace: string, message: Uint8Array | string): Uint8Array {
  const before = beginningFor(namespace);
  const signed = Buffer.allocUnsafe(before.length + digestSize);
  signed.set(before);
  // To ask for a digest as a string is 2 to 4 times as fast as to ask for bytes.
  signed.write(hashOnce('sha512', message, 'binary'), before.length, 'latin1');
  return signed;
}

const digestSize = 64;
let beginning: { readonly namespace: string; readonly bytes: Uint8Array } | undefined;

/** What is signed before the digest: mostly the same as the time before. */
function beginningFor(namespace: string): Uint8Array {
  if (beginning?.namespace === namespace) return beginning.bytes;
  const strings = [namespace, '', 'sha512', new Uint8Array(digestSize)].map(packString);
  const bytes = Buffer.concat([magic, ...strings]).subarray(0, -digestSize);
  beginning = { namespace, bytes };
  return bytes;
}

/** The packed signature of a key of kind ssh-ed25519, of its 64 bytes. */
export function packSignature(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([packString('ssh-ed25519'), packString(bytes)]);
}

/** The whole SSHSIG in base64, on one line. Its signature is over sshsigMessage. */
export function makeSshsig({ key, namespace, signature }: Omit<Sshsig, 'hash'>): string {
  const strings = [key.blob, namespace, '', 'sha512', signature].map(packString);
  return encodeBase64(Buffer.concat([magicAndVersion, ...strings]));
}

/**
 * Reads an SSHSIG in base64 without its armor; undefined where it is none of version 1, of a kind of key that
 * PublicKey knows, with the reserved field empty, in the one spelling of it.
 */
export function parseSshsig(base64: string): Sshsig | undefined {
  const bytes = base64.length > longest ? undefined : decodeBase64(base64);
  if (!bytes) return undefined;
  const wire = readWire(bytes);
  const head = wire.take(magicAndVersion.length);
  const [blob, namespace, reserved] = [wire.string(), wire.text(), wire.text()];
  const [hash, signature] = [wire.text(), wire.string()];
  if (!wire.isAtEnd() || !head || !magicAndVersion.equals(head)) return undefined;
  const key = blob && readPublicKey(blob);
  if (!key || !namespace || reserved !== '' || !signature) return undefined;
  return hash === 'sha256' || hash === 'sha512' ? { key, namespace, hash, signature } : undefined;
}

/** The fingerprint of the key that verifySshsig would give. For many keys, each of which signed little: none is kept. */
export function verifySigner(given: SignedMessage): string | undefined {
  const usual = parseUsual(given.sig, given.namespace);
  if (usual) return isUsualSigned(usual, given.namespace, given.message) ? fingerprintOfBlob(usual.blob) : undefined;
  const key = verifySshsig(given);
  return key && fingerprint(key);
}

/** A message, and what should be its signature. */
export interface SignedMessage {
  /** Base64, without armor. */
  readonly sig: string;
  readonly namespace: string;
  /** Of a string its UTF-8 bytes. */
  readonly message: Uint8Array | string;
}

/**
 * The key that signed this message for this namespace; undefined where the signature is bad, for another namespace, or
 * over another hash than SHA-512. Whether that key may sign is not its business. A security key must have been touched.
 */
export function verifySshsig({ sig, namespace, message }: SignedMessage): PublicKey | undefined {
  const usual = parseUsual(sig, namespace);
  if (usual) return isUsualSigned(usual, namespace, message) ? readPublicKey(usual.blob) : undefined;
  const parsed = parseSshsig(sig);
  if (!parsed || parsed.namespace !== namespace || parsed.hash !== 'sha512') return undefined;
  return isSigned(parsed, sshsigMessage(namespace, message)) ? parsed.key : undefined;
}

/**
 * Most signatures are of ssh-ed25519 keys: for one namespace these differ in the key and in their last 64 bytes only, at the
 * same places. Undefined where anything else differs: then it is for parseSshsig to say what it is.
 */
function parseUsual(sig: string, namespace: string): UsualSignature | undefined {
  const usual = usualFor(namespace);
  if (sig.length !== usual.length) return undefined;
  const bytes = Buffer.from(sig, 'base64');
  const [keyAt, end] = [usual.keyAt, bytes.length - 64];
  const isUsual =
    bytes.length === usual.bytes.length &&
    bytes.compare(usual.bytes, 0, keyAt, 0, keyAt) === 0 &&
    bytes.compare(usual.bytes, keyAt + 32, end, keyAt + 32, end) === 0 &&
    bytes.toString('base64') === sig;
  return isUsual
    ? { blob: bytes.subarray(keyAt - blobBeginning, keyAt + 32), signature: bytes.subarray(end) }
    : undefined;
}

interface UsualSignature {
  /** Of the key, as ssh sends it. */
  readonly blob: Uint8Array;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

function isUsualSigned({ blob, signature }: UsualSignature, namespace: string, message: Uint8Array | string): boolean {
  return verifyEd25519(blob.subarray(blobBeginning), sshsigMessage(namespace, message), signature);
}

/** Bytes of a key's blob before the key itself: the kind and two lengths. */
const blobBeginning = 4 + 'ssh-ed25519'.length + 4;

interface Usual {
  readonly namespace: string;
  /** An SSHSIG whose key and signature are zero. */
  readonly bytes: Uint8Array;
  /** Characters of its base64. */
  readonly length: number;
  readonly keyAt: number;
}

let lastUsual: Usual | undefined;

function usualFor(namespace: string): Usual {
  if (lastUsual?.namespace === namespace) return lastUsual;
  const blob = Buffer.concat([packString('ssh-ed25519'), packString(new Uint8Array(32))]);
  const strings = [blob, namespace, '', 'sha512', packSignature(new Uint8Array(64))].map(packString);
  const bytes = Buffer.concat([magicAndVersion, ...strings]);
  const keyAt = magicAndVersion.length + 4 + blobBeginning;
  lastUsual = { namespace, bytes, length: encodeBase64(bytes).length, keyAt };
  return lastUsual;
}

function isSigned({ key, signature }: Sshsig, message: Uint8Array): boolean {
  const wire = readWire(signature);
  const kind = wire.text();
  const bytes = wire.string();
  if (kind !== key.kind || !bytes) return false;
  if (key.application === undefined) return wire.isAtEnd() && verifyEd25519(key.publicKey, message, bytes);
  const tail = wire.take(5);
  if (!tail || !wire.isAtEnd() || ((tail[0] ?? 0) & touched) === 0) return false;
  return verifyEd25519(key.publicKey, securityKeyMessage(key.application, tail, message), bytes);
}

/** What a security key signs (PROTOCOL.u2f): the hashes of application and message round its flags and counter. */
function securityKeyMessage(application: string, flagsAndCounter: Uint8Array, message: Uint8Array): Uint8Array {
  const [first, last] = [application, message].map((each) => createHash('sha256').update(each).digest());
  return Buffer.concat([first ?? '', flagsAndCounter, last ?? ''].map((part) => Buffer.from(part)));
}
