import { createRequire } from 'node:module';
import type { Libsodium } from '../tlog/ed25519.js';

/** libsodium, 12 ms to load; undefined on systems for which its package brings nothing, or where it was not installed. */
export function loadLibsodium(load: (name: string) => unknown = createRequire(import.meta.url)): Libsodium | undefined {
  try {
    return load('sodium-native') as Libsodium;
  } catch {
    return undefined;
  }
}
