import { pad } from './align.js';
import type { Paint } from './paint.js';

interface ShownCheck {
  readonly what: string;
  readonly ok: boolean;
  readonly says: string;
  readonly details: readonly string[];
  readonly tryThis: readonly string[];
}

/** What a doctor found: a line each, and below each failure what mends it. */
export function showChecks(checks: readonly ShownCheck[], paint: Paint): string {
  return checks
    .flatMap(({ what, ok, says, details, tryThis }) => [
      `${ok ? paint.good('✔') : paint.bad('✘')} ${pad(what, 14)}${says.replace(`${what}: `, '')}`,
      ...details.map((line) => `    ${line}`),
      ...tryThis.map((line) => `    try: ${line}`),
    ])
    .join('\n');
}
