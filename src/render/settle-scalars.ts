import { isMapping } from '../model/is-mapping.js';
import type { Described } from './describe-mistake.js';
import { isTypedScalar, scalarKind, type TypedScalar } from './yaml/typed-scalar.js';

/** Keys whose mappings hold texts, whatever is written: docker's client prints what it read. */
const textKeys = new Set(['environment', 'labels', 'options', 'driver_opts', 'sysctls', 'extra_hosts']);

/** Where docker's client takes whole numbers only by how they are written: `80.0` is none. */
const strictly = /^services\.[^.]+\.(?:ports\.\d+|ulimits\.[^.]+(?:\.(?:soft|hard))?)$/;

/** A compose file without typed scalars, or what cannot stand where it does. */
export interface Settled {
  readonly content: Readonly<Record<string, unknown>>;
  readonly mistakes: readonly Described[];
  /** Keys of texts that are written as dates. */
  readonly dates: readonly string[];
}

/**
 * Gives each typed scalar the value that docker's client makes of it where it stands: in environment, labels and options
 * the text that Go prints, elsewhere the number. A date where a text is wanted is a mistake.
 */
export function settleScalars(content: Readonly<Record<string, unknown>>): Settled {
  const mistakes: Described[] = [];
  const dates: string[] = [];
  const settle: Settle = (scalar, path, isItem) => {
    if (!isItem && textKeys.has(path.at(-2) ?? '')) {
      if (scalarKind(scalar) === 'time') dates.push(path.join('.'));
      return scalar.text;
    }
    const mistake = mistakeOf(scalar, path.join('.'));
    if (mistake) mistakes.push(mistake);
    return scalar.value ?? scalar.text;
  };
  return { content: settleMapping(content, [], settle), mistakes, dates };
}

function mistakeOf(scalar: TypedScalar, key: string): Described | undefined {
  if (scalarKind(scalar) === 'time')
    return { says: `${key} must be a string, not a date`, tryThis: 'put the date in quotes' };
  if (scalarKind(scalar) === 'float' && strictly.test(key))
    return { says: `${key} must be a integer, written without a point or an exponent` };
  return undefined;
}

/** `isItem`: it stands in a list. */
type Settle = (scalar: TypedScalar, path: readonly string[], isItem: boolean) => unknown;

function settleValue(value: unknown, path: readonly string[], settle: Settle): unknown {
  if (isTypedScalar(value)) return settle(value, path, false);
  if (Array.isArray(value)) return value.map((item, i) => settleItem(item, [...path, String(i)], settle));
  return isMapping(value) ? settleMapping(value, path, settle) : value;
}

function settleItem(item: unknown, path: readonly string[], settle: Settle): unknown {
  return isTypedScalar(item) ? settle(item, path, true) : settleValue(item, path, settle);
}

function settleMapping(
  mapping: Readonly<Record<string, unknown>>,
  path: readonly string[],
  settle: Settle,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(mapping).map(([key, value]) => [key, settleValue(value, [...path, key], settle)]),
  );
}
