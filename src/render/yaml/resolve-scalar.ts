import { parseGoTime } from './parse-go-time.js';
import { printGoFloat } from './print-go-float.js';
import { typedScalar, type TypedScalar } from './typed-scalar.js';

/** What a scalar of YAML stands for. */
export type ScalarValue = string | number | boolean | null | TypedScalar;

const words: ReadonlyMap<string, boolean | null> = new Map([
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
]);

/** `.inf` and `.nan`: floats that docker's loader cannot check, and so refuses wherever they stand. */
const endless = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/**
 * A plain scalar as docker's loader (go-yaml v3, `resolve`) reads it where no type is asked for: octal `0555` and `0o17`
 * are numbers, `yes` and `on` are text, a date is a time, nothing is sexagesimal (`22:22` stays text).
 */
export function resolveScalar(text: string): ScalarValue {
  const word = words.get(text);
  if (word !== undefined) return word;
  if (endless.test(text)) return typedScalar('float', text, Number.NaN);
  if (!/^[-+.\d]/.test(text)) return text;
  const time = parseGoTime(text);
  if (time !== undefined) return typedScalar('time', time);
  return resolveNumber(text) ?? text;
}

/** A whole number or a float; undefined for anything else. */
function resolveNumber(text: string): number | TypedScalar | undefined {
  const plain = text.startsWith('.') ? text : text.replaceAll('_', '');
  const whole = parseWhole(plain);
  return whole !== undefined && fitsGo(whole) ? wholeNumber(whole) : floatOf(plain);
}

/** As strconv.ParseInt does with base 0, and the octals of YAML 1.2, which that knows too. */
function parseWhole(plain: string): bigint | undefined {
  const [, sign = '', digits = ''] = /^([-+]?)(.*)$/s.exec(plain) ?? [];
  const value = parseDigits(digits);
  if (value === undefined) return undefined;
  return sign === '-' ? -value : value;
}

function parseDigits(digits: string): bigint | undefined {
  if (/^(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0|[1-9]\d*)$/.test(digits)) return BigInt(digits.toLowerCase());
  return /^0[0-7]+$/.test(digits) ? BigInt(`0o${digits.slice(1)}`) : undefined;
}

/** Go holds it in 64 bits, negative ones signed. */
function fitsGo(value: bigint): boolean {
  return value >= -(2n ** 63n) && value < 2n ** 64n;
}

function wholeNumber(value: bigint): number | TypedScalar {
  const near = Number(value);
  return Number.isSafeInteger(near) ? near : typedScalar('integer', String(value), near);
}

function floatOf(plain: string): TypedScalar | number | undefined {
  if (!/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(plain)) return undefined;
  const value = Number(plain);
  // Out of range: an error to Go, which then takes it for text.
  if (!Number.isFinite(value)) return undefined;
  const text = printGoFloat(value);
  return Number.isInteger(value) || text !== String(value) ? typedScalar('float', text, value) : value;
}
