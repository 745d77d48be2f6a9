import type { TextMistake } from './go-yaml-text.js';

const says = 'a tab stands where only spaces may';

/** Where a scalar stands, and the column from which its lines count as indented. */
interface Where {
  readonly offset: number;
  readonly indent: number;
}

/** A tab in the indentation of the further lines of a plain scalar. */
export function findTabInPlain(scalar: string, { offset, indent }: Where): TextMistake | undefined {
  for (const { 0: line, index } of scalar.matchAll(/(?<=\n)[ \t]*/g)) {
    const tab = line.indexOf('\t');
    if (tab >= 0 && tab < indent) return { says, offset: offset + index + tab };
  }
  return undefined;
}

/** A tab in the indentation of a block scalar, which its header (`|2`) or its first line that is not empty decides. */
export function findTabInBlock(
  scalar: string,
  { offset, indent, header }: Where & { readonly header: string },
): TextMistake | undefined {
  const said = Number(/[1-9]/.exec(header)?.[0] ?? 0);
  const lines = [...scalar.matchAll(/[^\n]*\n?/g)];
  const first = lines.find(({ 0: line }) => line.trim() !== '')?.[0] ?? '';
  const least = Math.max(indent + 1, 1);
  const own = said > 0 ? Math.max(indent, 0) + said : Math.max(least, first.length - first.trimStart().length);
  for (const { 0: line, index } of lines) {
    const tab = /^ *\t/.exec(line)?.[0].length ?? 0;
    if (tab > 0 && tab <= own) return { says, offset: offset + index + tab - 1 };
    if (/^ *[^\s]/.test(line) && line.length - line.trimStart().length < own) return undefined;
  }
  return undefined;
}
