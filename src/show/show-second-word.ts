import { shortEntry } from '../model/short-id.js';

/** What a second person said, and whether it counts now. */
export function showSecondWord(word: {
  readonly entry: string;
  readonly what: string;
  readonly settled: boolean;
}): string {
  const now = word.settled ? 'that settles it' : 'more root keys have to agree before it counts';
  return [word.what, `  you agreed, entry ${shortEntry(word.entry)}: ${now}`].join('\n');
}
