import { hash } from 'node:crypto';

/** How a log is called in paths: SHA-256 of its origin in lower-case hex (C2SP tlog-witness, "Monitor Retrieval Mechanism"). */
export function originHash(origin: string): string {
  return hash('sha256', origin, 'hex');
}
