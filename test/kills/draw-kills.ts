import type { KindName } from './kinds.js';

/** What is killed and when: drawn from a seed, the same for the same seed and kinds. */
export interface DrawnKill {
  readonly kind: KindName;
  /** Of the apps: `k17`. */
  readonly name: string;
  /** Part of the whole time that the command takes, from 0 to 1. */
  readonly moment: number;
  readonly chance: () => number;
}

/** The kinds in turn. */
export function drawKills(seed: number, count: number, kinds: readonly KindName[]): DrawnKill[] {
  return Array.from({ length: count }, (_, number) => {
    const chance = mulberry32(seed + number * 7919);
    return { kind: kinds[number % kinds.length] ?? 'apply', name: `k${number}`, moment: chance(), chance };
  });
}

/** A small generator of chance that gives the same numbers for the same seed. */
function mulberry32(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
