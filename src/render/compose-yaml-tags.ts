import type { ScalarTag } from 'yaml';

/**
 * Scalars as docker's loader (go-yaml v3) reads them where no type is asked for: octal `0555` is a number, `yes` and
 * `on` are text, a date is a moment, and nothing is sexagesimal (`22:22` stays text).
 */
export const composeYamlTags: ScalarTag[] = [
  {
    tag: 'tag:yaml.org,2002:null',
    default: true,
    test: /^(?:~|[Nn]ull|NULL)?$/,
    resolve: () => null,
    identify: (value) => value === null,
    stringify: () => 'null',
  },
  {
    tag: 'tag:yaml.org,2002:bool',
    default: true,
    test: /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/,
    resolve: (text) => text.toLowerCase() === 'true',
    identify: (value) => typeof value === 'boolean',
    stringify: ({ value }) => String(value),
  },
  {
    tag: 'tag:yaml.org,2002:int',
    default: true,
    test: /^[-+]?(?:0[bB][01_]+|0[oO]?[0-7_]*|0[xX][0-9a-fA-F_]+|[1-9][0-9_]*)$/,
    resolve: parseInteger,
    identify: () => false,
  },
  {
    tag: 'tag:yaml.org,2002:float',
    default: true,
    test: /^[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?$/,
    resolve: (text) => Number(text.replaceAll('_', '')),
    identify: (value) => typeof value === 'number',
    stringify: ({ value }) => String(value),
  },
  {
    tag: 'tag:yaml.org,2002:timestamp',
    default: true,
    test: /^\d{4}-\d{2}-\d{2}$/,
    resolve: (text) => `${text} 00:00:00 +0000 UTC`,
    identify: () => false,
  },
];

/** A number that JavaScript cannot hold exactly stays text: as a label or variable it is text anyway. */
function parseInteger(text: string): number | string {
  const plain = text.replaceAll('_', '');
  const negative = plain.startsWith('-');
  const digits = plain.replace(/^[-+]/, '');
  const value = Number(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  if (!Number.isSafeInteger(value)) return plain;
  return negative && value !== 0 ? -value : value;
}
