import stringWidth from 'string-width';
import { lineEnd } from '../model/foreign-text.js';
import { wholeLine } from '../model/shown-text.js';

/** Pads a word to a width as a terminal counts it; at least two spaces follow what is too long. */
export function pad(cell: string, width: number): string {
  const text = onOneLine(cell);
  const room = width - stringWidth(text);
  return text + ' '.repeat(room > 0 ? room : 2);
}

/** Rows as columns, each as wide as its widest cell, two spaces between; nothing trails. */
export function columns(cells: readonly (readonly string[])[]): string[] {
  const rows = cells.map((row) => row.map(onOneLine));
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, stringWidth(cell))));
  return rows.map((row) =>
    row
      .map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - stringWidth(cell)))
      .join('  ')
      .trimEnd(),
  );
}

/** Words three spaces apart, in lines of at most so many columns; a word that is too long stands alone. */
export function wrapWords(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const longer = `${lines.at(-1) ?? ''}   ${word}`;
    if (lines.length > 0 && stringWidth(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** A line that people copy, which is never broken: a key, a line for a file. */
export function copied(line: string): string {
  return wholeLine + line;
}

/** A text of several lines in a table. */
function onOneLine(cell: string): string {
  return cell.replaceAll(lineEnd, ' ');
}

/** `1 step`, `2 steps`. */
export function count(number: number, word: string, plural = `${word}s`): string {
  return `${number} ${number === 1 ? word : plural}`;
}
