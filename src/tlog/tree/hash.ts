import { hash } from 'node:crypto';

/** Bytes of a SHA-256. */
export const hashSize = 32;

/** The root of a tree without leaves: SHA-256 of nothing (RFC 6962, 2.1). */
export const emptyRoot: Uint8Array = sha256(new Uint8Array(0));

/** The hash of a leaf, SHA-256(0x00 ‖ data); of a string its UTF-8 bytes count (RFC 6962, 2.1). */
export function leafHash(data: Uint8Array | string): Uint8Array {
  return sha256(Buffer.concat([Buffer.of(0), typeof data === 'string' ? Buffer.from(data) : data]));
}

/** The hash of two hashes, SHA-256(0x01 ‖ left ‖ right) (RFC 6962, 2.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(Buffer.concat([Buffer.of(1), left, right]));
}

/**
 * The root over perfect subtrees that stand side by side, the largest first: each is joined with all behind it (RFC 6962, 2.1).
 * In one piece of memory, kept for the next time: half the work of one nodeHash after the other.
 */
export function joinSubtrees(hashes: readonly Uint8Array[]): Uint8Array {
  root.set(hashes.at(-1) ?? emptyRoot);
  for (let at = hashes.length - 2; at >= 0; at--) {
    pair.set(hashes[at] ?? emptyRoot, 1);
    root.write(hash('sha256', pair, 'binary'), 'latin1');
  }
  return new Uint8Array(root);
}

const pair = Buffer.alloc(1 + 2 * hashSize, 1);
const root = pair.subarray(1 + hashSize);

/** Two byte strings hold the same. */
export function isSameHash(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

/** The bytes of a digest that was asked for as a string: to ask for it so is 2 to 4 times as fast as to ask for bytes. */
export function bytesOfLatin1(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

function sha256(bytes: Uint8Array): Uint8Array {
  return bytesOfLatin1(hash('sha256', bytes, 'binary'));
}
