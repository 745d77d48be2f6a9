import type { EnvFile, LineNotice } from '../model/recipe.js';
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
  for (const line of lines) {
    const value = expand(line, known);
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

function expand(line: EnvLine, known: ReadonlyMap<string, string>): string {
  if (line.quote === "'") return line.value;
  return line.value.replace(reference, (all: string, ...found: (string | undefined)[]) => {
    const [escaped, braced, plain] = found;
    if (escaped !== undefined) return unescape(all, escaped, line.quote);
    return known.get(braced ?? plain ?? '') ?? '';
  });
}

/** In quotes `\n` is a new line and any other escaped character itself; outside only `\$` is. */
function unescape(all: string, escaped: string, quote: EnvLine['quote']): string {
  if (quote === '') return escaped === '$' ? '$' : all;
  return { n: '\n', r: '\r' }[escaped] ?? escaped;
}

/** The form that a commented line shows: `#EXTRA_DOMAINS=', …'`. One that cannot be read shows nothing. */
function findShownDomains(text: string, file: string): string | undefined {
  for (const [, line = ''] of text.replace(/\r\n?/g, '\n').matchAll(shownDomains)) {
    if (/=[ \t]*(?:'[^']*'|"[^"\\]*"|[^'"\n]*)[ \t]*(?:#.*)?$/.test(line)) {
      const [found] = parseEnvLines(line, file).lines;
      if (found?.value) return found.value;
    }
  }
  return undefined;
}
