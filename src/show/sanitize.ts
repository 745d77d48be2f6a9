import { foreignText } from '../model/foreign-text.js';
import { KnownError } from '../model/known-error.js';

/** Characters of one text that a screen has room for. */
const longestText = 2000;

/** The same value with every text in it, keys too, as it may be shown. `whole`: nothing is cut. What is no plain data stays. */
export function sanitize<T>(value: T, whole = false): T {
  return cleaned(value, whole ? Infinity : longestText) as T;
}

function cleaned(value: unknown, longest: number): unknown {
  if (typeof value === 'string') return foreignText(value, longest);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return sameOr(
      value,
      value.map((one) => cleaned(one, longest)),
    );
  if (value instanceof Map) return new Map([...value].map((pair) => cleaned(pair, longest) as [unknown, unknown]));
  if (value instanceof Set) return new Set([...value].map((one) => cleaned(one, longest)));
  if (value instanceof Error) return cleanedError(value, longest);
  return isPlain(value) ? cleanedObject(value, longest) : value;
}

/** Most plans hold nothing that has to change: then no copy is made. */
function sameOr(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  return after.every((one, index) => one === before[index]) ? before : after;
}

function cleanedObject(value: object, longest: number): object {
  const pairs = Object.entries(value);
  const made = pairs.map(([key, one]) => [foreignText(key, longest), cleaned(one, longest)] as const);
  const isSame = made.every(([key, one], index) => key === pairs[index]?.[0] && one === pairs[index]?.[1]);
  return isSame ? value : Object.fromEntries(made);
}

function cleanedError(error: Error, longest: number): Error {
  const message = foreignText(error.message, longest);
  if (!(error instanceof KnownError))
    return Object.assign(new Error(message), { stack: foreignText(error.stack ?? error.message, longest) });
  const { code, details, tryThis, at } = error;
  const options = { details, tryThis, ...(at === undefined ? {} : { at }) };
  return new KnownError(code, message, cleaned(options, longest) as typeof options);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
