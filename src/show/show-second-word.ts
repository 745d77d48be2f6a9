/** What a second person said, and whether it counts now. */
export function showSecondWord(word: {
  readonly entry: string;
  readonly what: string;
  readonly settled: boolean;
}): string {
  const now = word.settled ? 'that settles it' : 'more root keys have to agree before it counts';
  return [word.what, `  you agreed, entry ${word.entry.slice(0, 6)}: ${now}`].join('\n');
}
