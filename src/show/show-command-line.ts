import type { Paint } from './paint.js';

/** A command that is run in front of people. */
export function showCommandLine(line: string, paint: Paint): string {
  return paint.dim(`$ ${line}`);
}
