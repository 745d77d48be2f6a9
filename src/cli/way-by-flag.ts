import { isPlainWord } from './is-plain-word.js';

/** Where a command takes no app as a word and `--app` says it: `tend plan wiki` is answered with `tend plan --app wiki`. */
export function wayByFlag(command: string, further: readonly string[], flags: object): string[] {
  const [word, ...more] = further;
  const isApp = word !== undefined && more.length === 0 && isPlainWord(word) && 'app' in flags;
  return isApp ? [`${command} --app ${word}`] : [];
}
