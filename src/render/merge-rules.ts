import { compareText } from '../model/compare-text.js';
import { given } from '../model/given.js';
import { isMapping } from '../model/is-mapping.js';

/** Merges one value of a later compose file over that of earlier ones; both are there. */
export type Merge = (base: unknown, over: unknown) => unknown;

type Mapping = Readonly<Record<string, unknown>>;

/**
 * Lists whose elements are known by a key: the later element replaces the earlier one whole, and the list is sorted by
 * that key. Ports without a published one, and one port of two protocols, fall together: docker does so.
 */
export function mergeLists(base: unknown, over: unknown, key: string): unknown {
  const byKey = new Map<unknown, Mapping>();
  for (const element of [...asList(base), ...asList(over)]) byKey.set(element[key] ?? '', element);
  return [...byKey.values()].sort((a, b) => compareKeys(a[key], b[key]));
}

function compareKeys(a: unknown, b: unknown): number {
  if (typeof a === 'number' || typeof b === 'number') return Number(a ?? 0) - Number(b ?? 0);
  return compareText(text(a), text(b));
}

/** A variable that is empty, or has no value, in the later file does not replace one that has. */
export function mergeEnvironment(base: unknown, over: unknown): unknown {
  const merged: Record<string, unknown> = { ...asMapping(base) };
  for (const [key, value] of Object.entries(asMapping(over))) if (value || !merged[key]) merged[key] = value;
  return merged;
}

/** Same driver, or one of them unsaid: options together; another driver: the later block alone. */
export function mergeLogging(base: unknown, over: unknown): unknown {
  const [before, after] = [asMapping(base), asMapping(over)];
  const driver = before['driver'] || after['driver'];
  if (before['driver'] && after['driver'] && before['driver'] !== after['driver']) return over;
  const options = { ...asMapping(before['options']), ...asMapping(after['options']) };
  return given({ driver, options: Object.keys(options).length > 0 ? options : undefined });
}

/** Networks come together; one that both name takes the later file's aliases and addresses. */
export function mergeNetworks(base: unknown, over: unknown): unknown {
  const merged: Record<string, unknown> = { ...asMapping(base) };
  for (const [name, after] of Object.entries(asMapping(over))) {
    const before = merged[name];
    merged[name] = before && after ? mergeNetwork(asMapping(before), asMapping(after)) : (before ?? after);
  }
  return merged;
}

function mergeNetwork(before: Mapping, after: Mapping): Mapping {
  return { ...before, aliases: after['aliases'] };
}

function asList(value: unknown): Mapping[] {
  return Array.isArray(value) ? (value as Mapping[]) : [];
}

function asMapping(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
