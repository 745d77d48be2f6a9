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
    return `the policy is in force · entry ${entry.slice(0, 6)} · give it to those who verify: policy/trust.policy`;
  return [
    `proposed as entry ${entry.slice(0, 6)}; ${count(missing, 'more root key')} must agree:`,
    `  tend changelog approve ${entry.slice(0, 8)}`,
  ].join('\n');
}
