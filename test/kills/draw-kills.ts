import { makeChance } from '../support/make-chance.js';
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
    const chance = makeChance(seed + number * 7919);
    return { kind: kinds[number % kinds.length] ?? 'apply', name: `k${number}`, moment: chance(), chance };
  });
}
