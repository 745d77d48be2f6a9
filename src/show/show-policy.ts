import { shortEntry } from '../model/short-id.js';
import { count } from './align.js';

/** What became of a policy. */
export function showPolicy({
  entry,
  inForce,
  missing,
}: {
  readonly entry: string;
  readonly inForce: boolean;
  readonly missing: number;
}): string {
  if (inForce)
    return `the policy is in force · entry ${shortEntry(entry)} · give it to those who verify: policy/trust.policy`;
  return [
    `proposed as entry ${shortEntry(entry)}; ${count(missing, 'more root key')} must agree:`,
    `  tend changelog approve ${entry.slice(0, 8)}`,
  ].join('\n');
}
