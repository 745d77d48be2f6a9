/** Flags of every command that people say before it, as git takes them, and whether a word follows. */
const leading: Readonly<Record<string, boolean>> = { '-C': true, '--region': true, '--json': false };

/** The words with the command first, as oclif wants them: `-C DIR status` becomes `status -C DIR`. */
export function commandFirst(words: readonly string[]): string[] {
  const count = countLeading(words);
  const rest = words.slice(count);
  if (count === 0 || rest.length === 0) return [...words];
  const end = rest.includes('--') ? rest.indexOf('--') : rest.length;
  return [...rest.slice(0, end), ...words.slice(0, count), ...rest.slice(end)];
}

function countLeading(words: readonly string[]): number {
  let count = 0;
  for (let word = words[count]; word !== undefined; word = words[count]) {
    if (word.startsWith('--region=')) count += 1;
    else if (leading[word] !== undefined) count += leading[word] ? 2 : 1;
    else break;
  }
  return count;
}
