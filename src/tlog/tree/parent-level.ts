import { hash } from 'node:crypto';
import { bytesOfLatin1, hashSize } from './hash.js';

/**
 * The level above: the node hashes of each pair of packed hashes, packed; a last one without a partner is left out.
 * The bulk way: twice as fast as one nodeHash after the other.
 */
export function parentLevel(hashes: Uint8Array): Uint8Array {
  const pair = new Uint8Array(1 + 2 * hashSize).fill(1, 0, 1);
  let parents = '';
  for (let at = 0; at + 2 * hashSize <= hashes.length; at += 2 * hashSize) {
    pair.set(hashes.subarray(at, at + 2 * hashSize), 1);
    parents += hash('sha256', pair, 'binary');
  }
  return bytesOfLatin1(parents);
}
