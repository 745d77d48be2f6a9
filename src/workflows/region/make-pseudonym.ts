import type { Random } from '../../tools/random.js';

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A new pseudonym for the changelog, `op-7f3k2m`: it says nothing about the person. */
export function makePseudonym(random: Pick<Random, 'below'>): string {
  return `op-${Array.from({ length: 6 }, () => letters[random.below(letters.length)]).join('')}`;
}
