import { isPlainWord } from './is-plain-word.js';
import { foreignWords, type ForeignWords } from '../show/foreign-words.js';

/** What the longest known words at the beginning of these mean, with what was typed behind them filled in; undefined: nothing known. */
export function explainForeignWords(typed: readonly string[]): ForeignWords | undefined {
  const fitting = foreignWords.filter(({ words }) => words.split(' ').every((word, at) => typed[at] === word));
  const [best] = fitting.toSorted((a, b) => b.words.length - a.words.length);
  if (!best?.command) return best;
  const rest = typed.slice(best.words.split(' ').length).filter(isPlainWord);
  if (best.alone !== undefined && rest.length === 0) return { ...best, command: best.alone };
  return { ...best, command: fillIn(best.command, rest) };
}

const placeholders = ['APP', 'NODE', 'VERSION', 'NAME', 'RECIPE'];

function fillIn(command: string, typed: readonly string[]): string {
  const inOrder = [...new Set(command.split(' '))].filter((word) => placeholders.includes(word));
  return command
    .split(' ')
    .map((word) => typed[inOrder.indexOf(word)] ?? word)
    .join(' ');
}
