import { createRequire } from 'node:module';

/** Version of this tend, from its package. */
export function toolVersion(): string {
  return String((createRequire(import.meta.url)('../../package.json') as { version: string }).version);
}
