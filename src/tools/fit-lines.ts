import stringWidth from 'string-width';
import { lineEnd } from '../model/foreign-text.js';
import { wholeLine, type ShownText } from '../model/shown-text.js';
import { paintable } from './paintable.js';

/** No terminal is narrower; what says so has no size yet. */
const narrowest = 20;
/** How far lines that go on stand in, beyond the first. */
const further = 4;

/**
 * The lines as they are written: none wider than so many columns (undefined, a log: as wide as they are). What goes on below
 * stands in, under the last column of its line where there is one, so that no text of others begins a line.
 */
export function fitLines(text: ShownText, columns: number | undefined): string {
  const width = Math.max(columns ?? Infinity, narrowest);
  return text
    .split('\n')
    .flatMap((line) => (line.startsWith(wholeLine) ? [wholeOf(line)] : fitLine(line, width)))
    .map(paintable)
    .join('\n');
}

function wholeOf(line: string): string {
  return line.slice(wholeLine.length).replaceAll(lineEnd, ' ');
}

function fitLine(line: string, width: number): string[] {
  if (width === Infinity && !line.includes(lineEnd)) return [line];
  const indent = indentOf(line, width);
  return line
    .split(lineEnd)
    .flatMap((piece, index) => breakLine((index === 0 ? piece : indent + piece).trimEnd(), indent, width));
}

/** Where the last column begins that leaves half of the width to it; else a little further in than the line. */
function indentOf(line: string, width: number): string {
  const [start = ''] = /^ */.exec(line) ?? [];
  const [first = ''] = line.split(lineEnd);
  const ends = [...first.slice(start.length).matchAll(/\S {2,}(?=\S)/g)].map(({ 0: gap, index }) =>
    stringWidth(first.slice(0, start.length + index + gap.length)),
  );
  const most = Math.min(width, 120) / 2;
  const column = ends.findLast((end) => end <= most) ?? start.length + further;
  return ' '.repeat(Math.min(column, Math.floor(most)));
}

/** A command that a person copies; broken, its lines end with `\` as a shell wants it. */
const command = /(?:^ *|: |· | {2})(?=(?:tend|git|ssh|ssh-keygen|docker|abra|npm|systemctl) [a-z-])/;

function breakLine(line: string, indent: string, width: number): string[] {
  if (width === Infinity || stringWidth(line) <= width) return [line];
  const start = command.exec(line);
  const from = start === null ? Infinity : start.index + start[0].length;
  const lines: string[] = [''];
  let at = 0;
  for (const token of tokensOf(line, from)) {
    addToken(lines, token, { indent, width: at < from ? width : width - 2, isCommand: at > from });
    at += token.length;
  }
  return lines.map((one) => one.trimEnd());
}

/** Words and the spaces between them; what stands in quotes in a command is one. */
function tokensOf(line: string, from: number): string[] {
  const words = line.slice(0, from).match(/ +|[^ ]+/g) ?? [];
  const ofCommand = line.slice(from).match(/ +|(?:"[^"]*"|'[^']*'|[^ ])+/g) ?? [];
  return [...words, ...ofCommand];
}

/** A key in a command is copied whole, and can say nothing else. */
const publicKey = /^"(?:sk-)?ssh-[a-z0-9@.-]+ [A-Za-z0-9+/=]{40,200}"$/;

interface Room {
  readonly indent: string;
  readonly width: number;
  /** Within a command, no longer before it. */
  readonly isCommand: boolean;
}

function addToken(lines: string[], token: string, { indent, width, isCommand }: Room): void {
  const last = lines.at(-1) ?? '';
  if (stringWidth(last + token) <= width) return void (lines[lines.length - 1] = last + token);
  const isEmpty = last.trim() === '';
  if (token.trim() === '')
    return void (isEmpty ? (lines[lines.length - 1] = indent) : nextLine(lines, indent, isCommand));
  if (!isEmpty) nextLine(lines, indent, isCommand);
  else if (last.length > indent.length) lines[lines.length - 1] = indent;
  const parts = publicKey.test(token) ? [token] : partsOf(token, width - indent.length);
  for (const [index, part] of parts.entries()) {
    if (index > 0) lines.push(indent);
    lines[lines.length - 1] += part;
  }
}

function nextLine(lines: string[], indent: string, isCommand: boolean): void {
  if (isCommand) lines[lines.length - 1] = `${(lines.at(-1) ?? '').trimEnd()} \\`;
  lines.push(indent);
}

/** A word in pieces that are no wider than the room; orders to paint stay whole. */
function partsOf(word: string, room: number): string[] {
  const parts: string[] = [''];
  for (const piece of word.split(/(\u001b\[\d+m)/).flatMap(unitsOf)) {
    const longer = (parts.at(-1) ?? '') + piece;
    if (stringWidth(longer) <= room) parts[parts.length - 1] = longer;
    else parts.push(piece);
  }
  return parts.filter((part) => part !== '');
}

function unitsOf(text: string): string[] {
  return text.startsWith('\u001b') ? [text] : [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
}
