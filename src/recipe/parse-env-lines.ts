import { KnownError } from '../model/known-error.js';

/** One assignment of an env file, not yet expanded: `KEY="value"  # comment`. */
export interface EnvLine {
  readonly key: string;
  readonly value: string;
  readonly quote: '' | '"' | "'";
  /** What stands behind `#`, trimmed. */
  readonly comment: string;
  /** Counts from 1. */
  readonly line: number;
}

const end = String.raw`[ \t]*(?:#([^\n]*))?(?:\n|$)`;
const nothing = new RegExp(end, 'y');
const start = /[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.]*)[ \t]*=/y;
const single = new RegExp(String.raw`[ \t]*'([^']*)'${end}`, 'y');
const double = new RegExp(String.raw`[ \t]*"((?:[^"\\]|\\[^])*)"${end}`, 'y');
/** A `#` begins a comment only behind a blank: `COLOUR=#ff0000` is a value. */
const bare = /((?:[^\n#]|(?<![ \t])#)*)(?:#([^\n]*))?(?:\n|$)/y;
const other = /([^\n]*)(?:\n|$)/y;

/**
 * The assignments of an env file, top-down, and the numbers of lines that are none. Quoted values may span lines.
 * Throws RECIPE_INVALID with file and line where a quote is not closed.
 */
export function parseEnvLines(text: string, file: string): { lines: EnvLine[]; odd: number[] } {
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const lines: EnvLine[] = [];
  const odd: number[] = [];
  for (let at = 0, line = 1; at < source.length;) {
    const next = parseOne(source, at, { file, line });
    if (next.found) lines.push({ ...next.found, line });
    else if (next.odd) odd.push(line);
    line += source.slice(at, next.end).split('\n').length - 1;
    at = next.end;
  }
  return { lines, odd };
}

interface Parsed {
  readonly end: number;
  readonly found?: Omit<EnvLine, 'line'>;
  readonly odd?: boolean;
}

function parseOne(source: string, at: number, place: { file: string; line: number }): Parsed {
  if (match(nothing, source, at)) return { end: nothing.lastIndex };
  const key = match(start, source, at)?.[1];
  if (key === undefined) {
    match(other, source, at);
    return { end: other.lastIndex, odd: true };
  }
  const { end, ...found } = parseValue(source, start.lastIndex, place);
  return { end, found: { key, ...found } };
}

function parseValue(source: string, at: number, place: { file: string; line: number }) {
  const quote = /[ \t]*(['"]?)/y;
  const kind = match(quote, source, at)?.[1] ?? '';
  const form = kind === "'" ? single : kind === '"' ? double : bare;
  const found = match(form, source, at);
  if (!found) throw unclosed(place);
  const [, value = '', comment = ''] = found;
  return {
    end: form.lastIndex,
    value: kind === '' ? value.trim() : value,
    quote: kind as EnvLine['quote'],
    comment: comment.trim(),
  };
}

function unclosed(place: { file: string; line: number }): KnownError {
  const says = 'a quoted value is not closed, or something other than a comment follows it';
  return new KnownError('RECIPE_INVALID', `${place.file}, line ${place.line}: ${says}`, {
    at: place,
    tryThis: ['write the value as NAME="value" or NAME=\'value\', with nothing but a # comment behind it'],
  });
}

function match(form: RegExp, source: string, at: number): RegExpExecArray | null {
  form.lastIndex = at;
  return form.exec(source);
}
