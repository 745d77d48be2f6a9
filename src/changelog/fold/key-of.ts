import type { KnownKey, LogState } from './log-state.js';

/** The key by that fingerprint that counts for the next entry; a key let in again after it was revoked is a new one. */
export function keyOf(state: LogState, fingerprint: string): KnownKey | undefined {
  return state.keys.findLast((key) => key.fingerprint === fingerprint);
}

/** How many people hold these keys. */
export function holdersOf(state: LogState, fingerprints: readonly string[]): number {
  return new Set(fingerprints.map((fingerprint) => keyOf(state, fingerprint)?.holder)).size;
}

/** Keys that may write now, as far as positions tell. */
export function liveKeys(state: LogState): KnownKey[] {
  return state.keys.filter((key) => key.revoked === null);
}
