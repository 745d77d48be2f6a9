import { randomBytes as nodeRandomBytes, randomInt, randomUUID } from 'node:crypto';

/** Chance that nobody can foretell. */
export interface Random {
  /** A whole number from 0 up to, but without, `limit` (at most 2^48), each as likely as the others. */
  below(limit: number): number;
}

/** The operating system's, by way of node:crypto. */
export const realRandom: Random = { below: (limit) => randomInt(limit) };

/** So many bytes that nobody can foretell. */
export function randomBytes(count: number): Buffer {
  return nodeRandomBytes(count);
}

/** A name that nobody else has: 12 hex digits. */
export function freshName(): string {
  return nodeRandomBytes(6).toString('hex');
}

/** A UUID (version 4). */
export function freshUuid(): string {
  return randomUUID();
}
