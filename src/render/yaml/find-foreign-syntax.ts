import { CST, Lexer } from 'yaml';
import type { TextMistake } from './go-yaml-text.js';
import { findTabInBlock, findTabInPlain } from './misplaced-tab.js';

/** What may be read otherwise than by go-yaml: nothing else needs the close look. */
const suspicious = /\t|\?|:[,[\]{}]|[\s,[{]:\S|\\\/|![^\s,[\]{}]*[,\]}]/;

/** How far a text was read, as the scanner of go-yaml (libyaml) keeps it. */
interface Reading {
  readonly text: string;
  offset: number;
  lineStart: number;
  /** Open brackets and braces. */
  flow: number;
  /** Columns of the block collections that are open, the innermost last. */
  readonly indents: number[];
  /** Whether a key could begin here: there a tab begins no token. */
  keyMayBegin: boolean;
  /** Column of what may turn out to be a key on this line. */
  keyColumn: number | undefined;
  /** Behind a plain scalar, which may go on in the next line. */
  behindPlain: boolean;
  /** Header of the block scalar whose text comes next (`|2-`). */
  header: string | undefined;
}

/**
 * The first thing in a text that is YAML 1.2, but that go-yaml, which reads 1.1, refuses or reads otherwise: tabs where a
 * key could begin or where indentation is counted, `?` and a colon without a space within brackets.
 */
export function findForeignSyntax(text: string): TextMistake | undefined {
  if (!suspicious.test(text)) return undefined;
  const reading = beginReading(text);
  let isScalar = false;
  for (const piece of new Lexer().lex(text)) {
    // Marks of the lexer stand for nothing in the text; one says that a scalar follows.
    const isMark: boolean = !isScalar && [CST.SCALAR, CST.DOCUMENT, CST.FLOW_END].includes(piece);
    const mistake: TextMistake | undefined = isMark ? undefined : (isScalar ? takeScalar : takePiece)(piece, reading);
    if (mistake) return mistake;
    if (!isMark) advance(piece, reading);
    isScalar = isMark && piece === CST.SCALAR;
  }
  return undefined;
}

function beginReading(text: string): Reading {
  const start = { offset: 0, lineStart: 0, flow: 0, indents: [-1], keyMayBegin: true };
  return { text, ...start, keyColumn: undefined, behindPlain: false, header: undefined };
}

function advance(piece: string, reading: Reading): void {
  const lastBreak = piece.lastIndexOf('\n');
  if (lastBreak >= 0) reading.lineStart = reading.offset + lastBreak + 1;
  reading.offset += piece.length;
}

function takeScalar(piece: string, reading: Reading): TextMistake | undefined {
  const { offset, header, flow } = reading;
  if (header !== undefined) {
    Object.assign(reading, { header: undefined, keyMayBegin: true, keyColumn: undefined, behindPlain: false });
    return findTabInBlock(piece, { offset, indent: innermost(reading), header });
  }
  beginToken(reading);
  reading.behindPlain = true;
  if (flow > 0 && /^[:?]|\?/.test(piece))
    return { says: 'within brackets, text with ? or with a colon in front must stand in quotes', offset };
  return findTabInPlain(piece, { offset, indent: innermost(reading) + 1 });
}

function takePiece(piece: string, reading: Reading): TextMistake | undefined {
  switch (CST.tokenType(piece)) {
    case 'space':
      return takeSpace(piece, reading);
    case 'newline':
      if (reading.flow === 0) Object.assign(reading, { keyMayBegin: true, keyColumn: undefined });
      return undefined;
    case 'comment':
      reading.behindPlain = false;
      return undefined;
    case 'map-value-ind':
      return takeColon(reading);
    case 'block-scalar-header':
      reading.header = piece;
      return undefined;
    case 'byte-order-mark':
      return undefined;
    default:
      takeToken(piece, reading);
      return findForeignToken(piece, reading);
  }
}

function findForeignToken(piece: string, { flow, offset, text }: Reading): TextMistake | undefined {
  if (piece.startsWith('"') && /(?:^|[^\\])(?:\\\\)*\\\//.test(piece))
    return { says: 'a / needs no backslash in front', offset };
  const touches = piece.startsWith('!') && flow > 0 && /[,\]}]/.test(text.charAt(offset + piece.length));
  return touches ? { says: 'a tag needs a space behind it', offset } : undefined;
}

function takeSpace(piece: string, reading: Reading): TextMistake | undefined {
  const { offset, lineStart, flow, behindPlain, keyMayBegin } = reading;
  const tab = piece.indexOf('\t');
  if (tab < 0) return undefined;
  const isBehind = offset === lineStart && behindPlain;
  const isMisplaced = isBehind ? tab <= innermost(reading) : flow === 0 && keyMayBegin;
  return isMisplaced ? { says: 'a tab stands where only spaces may', offset: offset + tab } : undefined;
}

/** `key: value`, or the `:` of a key that began with `?`; within brackets one that touches what follows. */
function takeColon(reading: Reading): TextMistake | undefined {
  const { flow, keyColumn, behindPlain, offset, text } = reading;
  reading.behindPlain = false;
  if (flow === 0) {
    openBlock(keyColumn ?? columnOf(reading), reading);
    Object.assign(reading, { keyMayBegin: keyColumn === undefined, keyColumn: undefined });
    return undefined;
  }
  const touches = behindPlain && /[,[\]{}]/.test(text.charAt(offset + 1)) && /\S/.test(text.charAt(offset - 1));
  return touches ? { says: 'within brackets a colon needs a space behind it', offset } : undefined;
}

/** Everything else that means something: indicators, brackets, quoted texts, anchors, aliases, tags, markers. */
function takeToken(piece: string, reading: Reading): void {
  reading.behindPlain = false;
  if ((piece === '-' || piece === '?') && reading.flow === 0) {
    closeBlocks(reading);
    openBlock(columnOf(reading), reading);
    Object.assign(reading, { keyMayBegin: true, keyColumn: undefined });
    return;
  }
  if (piece === ']' || piece === '}') reading.flow -= 1;
  beginToken(reading);
  if (piece === '[' || piece === '{') reading.flow += 1;
}

function beginToken(reading: Reading): void {
  if (reading.flow > 0) return;
  closeBlocks(reading);
  if (reading.keyMayBegin) reading.keyColumn = columnOf(reading);
  reading.keyMayBegin = false;
}

function columnOf({ offset, lineStart }: Reading): number {
  return offset - lineStart;
}

function innermost({ indents }: Reading): number {
  return indents.at(-1) ?? -1;
}

function openBlock(column: number, reading: Reading): void {
  if (column > innermost(reading)) reading.indents.push(column);
}

function closeBlocks(reading: Reading): void {
  while (innermost(reading) > columnOf(reading)) reading.indents.pop();
}
