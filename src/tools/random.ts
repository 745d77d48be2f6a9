import { randomBytes, randomInt, randomUUID } from 'node:crypto';

/** Chance that nobody can foretell. */
export interface Random {
  /** A whole number from 0 up to, but without, `limit` (at most 2^48), each as likely as the others. */
  below(limit: number): number;
  bytes(count: number): Buffer;
  /** A name that nobody else has: 12 hex digits. */
  name(): string;
  /** A UUID (version 4). */
  uuid(): string;
}

/** The operating system's, by way of node:crypto. */
export const realRandom: Random = {
  below: (limit) => randomInt(limit),
  bytes: (count) => randomBytes(count),
  name: () => randomBytes(6).toString('hex'),
  uuid: () => randomUUID(),
};
