import { lineEnd } from '../model/foreign-text.js';

/**
 * The lines of a text of others, for a block of their own: quoted, none blank at the beginning or end. More than `most` are cut,
 * and the last line says where all of it is.
 */
export function textLines(text: string, { most, all }: { readonly most: number; readonly all: string }): string[] {
  const lines = text
    .replaceAll(lineEnd, '\n')
    .replace(/^\s*\n|\s+$/g, '')
    .split('\n');
  const shown = lines.slice(0, most);
  const left = lines.length - shown.length;
  const quoted = `"${shown.join('\n')}"`.split('\n');
  return left > 0 ? [...quoted, `… (${left} more lines: ${all})`] : quoted;
}
