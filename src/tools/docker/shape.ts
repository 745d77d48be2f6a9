import { isMapping } from '../../model/is-mapping.js';

/** Why a value has not the shape that was asked for, and where in it: `[3].Spec.Labels`. */
export interface Misfit {
  readonly at: string;
  readonly says: string;
}

/**
 * Looks whether a value has a shape, as far as somebody uses it: what else is in it does not count. Nothing is copied,
 * since the answers of hundreds of nodes are checked (zod makes each object anew).
 */
export type Shape = (value: unknown) => Misfit | undefined;

export const text: Shape = (value) => (typeof value === 'string' ? undefined : misfit(value, 'a text'));
export const name: Shape = (value) =>
  typeof value === 'string' && value !== '' ? undefined : misfit(value, 'a name or id');
export const number: Shape = (value) => (typeof value === 'number' ? undefined : misfit(value, 'a number'));
export const truth: Shape = (value) => (typeof value === 'boolean' ? undefined : misfit(value, 'true or false'));
export const anything: Shape = () => undefined;

/** `2026-11-30T12:00:00.123456789Z` */
export const time: Shape = (value) =>
  typeof value === 'string' && value.charCodeAt(10) === 84 && !Number.isNaN(Date.parse(value))
    ? undefined
    : misfit(value, 'a time');

export function oneOf(...words: readonly string[]): Shape {
  return (value) => (words.includes(value as string) ? undefined : misfit(value, `one of ${words.join(', ')}`));
}

/** An object with at least these fields. */
export function fields(shapes: Readonly<Record<string, Shape>>): Shape {
  const wanted = Object.entries(shapes);
  return (value) => {
    if (!isMapping(value)) return misfit(value, 'an object');
    for (const [key, shape] of wanted) {
      const found = shape(value[key]);
      if (found) return { at: `.${key}${found.at}`, says: found.says };
    }
    return undefined;
  };
}

/** Missing or null as well: Go's JSON writes null for a list or mapping that is not set. */
export function optional(shape: Shape): Shape {
  return (value) => (value === undefined || value === null ? undefined : shape(value));
}

/** Null as well, but not missing. */
export function nullable(shape: Shape): Shape {
  return (value) => (value === null ? undefined : shape(value));
}

export function listOf(shape: Shape): Shape {
  return (value) => {
    if (!Array.isArray(value)) return misfit(value, 'a list');
    for (let at = 0; at < value.length; at += 1) {
      const found = shape(value[at]);
      if (found) return { at: `[${at}]${found.at}`, says: found.says };
    }
    return undefined;
  };
}

/** An object whose keys may be any. */
export function mappingOf(shape: Shape): Shape {
  return (value) => {
    if (!isMapping(value)) return misfit(value, 'an object');
    for (const key in value) {
      const found = shape(value[key]);
      if (found) return { at: `.${cut(key)}${found.at}`, says: found.says };
    }
    return undefined;
  };
}

export function either(first: Shape, second: Shape): Shape {
  return (value) => (first(value) ? second(value) : undefined);
}

export function matching(pattern: RegExp, wants: string): Shape {
  return (value) =>
    typeof value === 'string' && pattern.test(value) ? undefined : { at: '', says: `is not ${wants}` };
}

function misfit(value: unknown, wants: string): Misfit {
  return {
    at: '',
    says: value === undefined ? `is missing (${wants} belongs there)` : `is ${kindOf(value)}, not ${wants}`,
  };
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return value === '' ? 'empty' : 'a text';
  return typeof value === 'boolean' ? String(value) : 'a number';
}

function cut(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40)}…` : value;
}
