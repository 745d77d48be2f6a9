import { distance } from 'fastest-levenshtein';

/** How many slips lie between two words: letters in another order are one slip, not two. */
export function howFar(typed: string, name: string): number {
  const edits = distance(typed, name);
  return edits === 2 && [...typed].sort().join('') === [...name].sort().join('') ? 1 : edits;
}
