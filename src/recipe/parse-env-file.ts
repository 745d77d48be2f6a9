import type { EnvFile, LineNotice } from '../model/recipe.js';
import { boundedVariables, longestWhileRead } from './bounded-variables.js';
import { parseEnvLines, type EnvLine } from './parse-env-lines.js';
import { parseSampleSecrets } from './parse-sample-secrets.js';

/** An env file as read, and what is odd about it. */
export interface ParsedEnvFile extends EnvFile {
  readonly notices: readonly LineNotice[];
}

const reference = /\\([^])|\$\{([A-Z_][A-Z0-9_]*)\}|\$([A-Z_][A-Z0-9_]*)/g;
const shownDomains = /^[ \t]*#+[ \t]*(?:export[ \t]+)?(EXTRA_DOMAINS=[^\n]*)$/gm;

/**
 * Reads an env file as abra does (godotenv): values quoted or not, comments behind them, `$NAME` and `${NAME}` taken
 * from the lines above, then from `base`, else empty. `'…'` stays as it is. Commands are never run.
 * `base` is only looked at: the result holds what the file says. Throws RECIPE_INVALID with `file` and line.
 */
export function parseEnvFile(
  text: string,
  base: Readonly<Record<string, string>> = {},
  file = '.env.sample',
): ParsedEnvFile {
  const { lines, odd } = parseEnvLines(text, file);
  const known = new Map(Object.entries(base));
  const values = new Map<string, string>();
  const bounds = boundedVariables();
  for (const line of lines) {
    const value = expand(line, known);
    bounds.check(line.key, value, { file, line: line.line });
    known.set(line.key, value);
    values.set(line.key, value);
  }
  const { secrets, notices } = parseSampleSecrets(lines, values, file);
  const extraDomains = values.get('EXTRA_DOMAINS') || findShownDomains(text, file);
  return {
    values: Object.fromEntries(values),
    secrets,
    ...(extraDomains ? { extraDomains } : {}),
    notices: [...odd.map((line) => ({ file, line, says: 'this is no NAME=value and is left out' })), ...notices],
  };
}

/** Put together no further than it takes to see that it is too long. */
function expand({ value, quote }: EnvLine, known: ReadonlyMap<string, string>): string {
  if (quote === "'") return value;
  let [text, end] = ['', 0];
  for (const { index, 0: all, 1: escaped, 2: braced, 3: plain } of value.matchAll(reference)) {
    text += value.slice(end, index);
    text += escaped === undefined ? (known.get(braced ?? plain ?? '') ?? '') : unescape(all, escaped, quote);
    end = index + all.length;
    if (text.length > longestWhileRead) return text;
  }
  return text + value.slice(end);
}

/** In quotes `\n` is a new line and any other escaped character itself; outside only `\$` is. */
function unescape(all: string, escaped: string, quote: EnvLine['quote']): string {
  if (quote === '') return escaped === '$' ? '$' : all;
  return { n: '\n', r: '\r' }[escaped] ?? escaped;
}

/** Behind the first `=` a quoted text, or one without quotes; blanks and a comment may follow. */
const shownValue = /^[^=]*=[ \t]*(?:'[^']*'[ \t]*(?:#.*)?|"[^"\\]*"[ \t]*(?:#.*)?|(?![ \t'"])[^'"\n#]*(?:#.*)?)$/;

/** The form that a commented line shows: `#EXTRA_DOMAINS=', …'`. One that cannot be read shows nothing. */
function findShownDomains(text: string, file: string): string | undefined {
  for (const [, line = ''] of text.replace(/\r\n?/g, '\n').matchAll(shownDomains)) {
    if (shownValue.test(line)) {
      const [found] = parseEnvLines(line, file).lines;
      if (found?.value) return found.value;
    }
  }
  return undefined;
}
