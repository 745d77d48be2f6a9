import type { SecretRead } from '../model/secret-read.js';
import { shortEntry } from '../model/short-id.js';

/** Where the reading of a secret is recorded; the value itself stands apart. */
export function showSecretRead({ secret, node, entry, code }: Omit<SecretRead, 'value'>): string {
  const waits = code === undefined ? '' : ', which waits on this machine';
  return `${secret}, read on ${node}${entry === undefined ? '' : ` · recorded as ${shortEntry(entry)}${waits}`}`;
}
