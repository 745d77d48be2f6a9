import { given } from '../model/given.js';
import type { LineNotice, SampleSecret } from '../model/recipe.js';
import type { EnvLine } from './parse-env-lines.js';

const charsets = ['default', 'special', 'safespecial', 'hex', 'alnum'] as const;
const modifier = /(?:^|\s)(length|charset|generate)=([^\s#]*)/g;
/** Longest that abra makes (its password generator's limit). */
const longest = 1024;

interface Found {
  readonly secrets: Readonly<Record<string, SampleSecret>>;
  readonly notices: readonly LineNotice[];
}

/**
 * Secrets that an env file names: `SECRET_DB_PASSWORD_VERSION=v1  # length=32 charset=alnum`, keyed by `db_password`.
 * Only lines that are not commented out count; the last one wins.
 */
export function parseSampleSecrets(
  lines: readonly EnvLine[],
  values: ReadonlyMap<string, string>,
  file: string,
): Found {
  const found = lines.flatMap((line) => {
    const key = /^SECRET_(.+)_VERSION$/.exec(line.key)?.[1]?.toLowerCase();
    return key === undefined ? [] : [{ line, key, version: values.get(line.key) ?? '' }];
  });
  const whole = found.filter(({ version }) => version !== '');
  return {
    secrets: Object.fromEntries(whole.map(({ key, line, version }) => [key, makeSample(version, line.comment)])),
    notices: found.flatMap(({ line, version }) =>
      [...(version ? [] : [`${line.key} has no version`]), ...oddModifiers(line)].map((says) => ({
        file,
        line: line.line,
        says,
      })),
    ),
  };
}

function makeSample(version: string, comment: string): SampleSecret {
  const said = parseModifiers(comment);
  const length = parseLength(said.get('length'));
  return {
    version,
    ...given({ length }),
    charset: parseCharset(said.get('charset')) ?? 'default',
    generate: said.get('generate') !== 'false',
  };
}

function oddModifiers(line: EnvLine): string[] {
  const said = parseModifiers(line.comment);
  const [length, charset] = [said.get('length'), said.get('charset')];
  return [
    ...(length !== undefined && parseLength(length) === undefined
      ? [`length=${length} is no number from 1 to ${longest}; a pass phrase of words is made`]
      : []),
    ...(charset !== undefined && !parseCharset(charset)
      ? [`charset=${charset} is not known (${charsets.join(', ')}); default is taken`]
      : []),
  ];
}

function parseModifiers(comment: string): ReadonlyMap<string, string> {
  return new Map([...comment.matchAll(modifier)].map(([, name = '', value = '']) => [name, value]));
}

/** Of several, `default,special`, the one that holds the others: every set holds the letters and digits. */
function parseCharset(text: string | undefined): SampleSecret['charset'] | undefined {
  const named = (text ?? '').split(',');
  if (!named.every((name) => charsets.some((known) => known === name))) return undefined;
  const widest = ['special', 'safespecial', 'default', 'alnum', 'hex'] as const;
  return widest.find((name) => named.includes(name));
}

function parseLength(text: string | undefined): number | undefined {
  const length = /^\d{1,4}$/.test(text ?? '') ? Number(text) : 0;
  return length >= 1 && length <= longest ? length : undefined;
}
