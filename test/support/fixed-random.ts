import type { Random } from '../../src/tools/random.js';

/** Chance of which a test knows what comes: the lowest numbers, and bytes and names that count up. */
export function fixedRandom(): Random {
  let count = 0;
  const digits = () => String((count += 1)).padStart(12, '0');
  return {
    below: () => 0,
    bytes: (length) => Buffer.from(digits().padStart(length, '0').slice(-length)),
    name: digits,
    uuid: () => `00000000-0000-4000-8000-${digits()}`,
  };
}
