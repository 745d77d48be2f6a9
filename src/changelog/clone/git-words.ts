import { printable } from '../../model/printable.js';
import { withoutCredentials } from '../../model/without-credentials.js';

/**
 * What git said, and a server through it: nothing that writes over the screen, without passwords in addresses: the last
 * lines, at most sixteen, which is what ssh and git say of a host key that has changed.
 */
export function gitWords(stderr: string): string[] {
  const lines = withoutCredentials(stderr)
    .split('\n')
    .map((line) => printable(line).trim())
    .filter((line) => /[^@]/.test(line));
  return lines.slice(-16);
}

/** The same as lines below an error. */
export function gitDetails(words: readonly string[]): string[] {
  return words.map((line) => `git: ${line}`);
}
