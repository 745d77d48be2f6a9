import { randomInt } from 'node:crypto';

/** Chance that nobody can foretell. */
export interface Random {
  /** A whole number from 0 up to, but without, `limit` (at most 2^48), each as likely as the others. */
  below(limit: number): number;
}

/** The operating system's, by way of node:crypto. */
export const realRandom: Random = { below: (limit) => randomInt(limit) };
