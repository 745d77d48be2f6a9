/** Whether a word that was typed may stand in a command that somebody copies: no shell takes it for more than a word. */
export function isPlainWord(word: string): boolean {
  return /^[\w@][\w@.+:-]*$/.test(word);
}
