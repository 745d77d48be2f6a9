import { printable } from './printable.js';

/**
 * Stands in a text of others where a line of it ended. A noncharacter: `printable` takes it out of everything that comes from
 * outside, so that only tend sets it, and a newline is always tend's own. A terminal or log shows it as a new line with an indent.
 */
export const lineEnd = '\ufdd0';

/** Lines of one text that a screen has room for. */
const mostLines = 40;

/** One line of ASCII: nearly every text is. */
const simple = /^[ -~]*$/;

/**
 * A text that others wrote (recipes, entries, Docker, programs), as it goes onto a screen: without orders to the terminal, its
 * lines joined by `lineEnd`, a tab as two spaces. What is longer than `longest` characters or 40 lines is cut, and says so.
 */
export function foreignText(text: string, longest = Infinity): string {
  if (text.length <= longest && simple.test(text)) return text;
  const short = text.length <= longest ? text : text.slice(0, longest);
  const lines = printable(short.replace(/\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g, '\n').replaceAll('\t', '  ')).split(
    '\n',
  );
  const shown = longest === Infinity ? lines : lines.slice(0, mostLines);
  const left = text.length - short.length + lines.slice(shown.length).join('\n').length;
  return shown.join(lineEnd) + (left > 0 ? `… (${left} more characters: --json shows all)` : '');
}
