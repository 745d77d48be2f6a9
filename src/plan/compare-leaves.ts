import { given } from '../model/given.js';
import { isMapping } from '../model/is-mapping.js';
import type { FieldChange } from '../model/step.js';
import { compareNamed } from './compare-named.js';

/** Compares the rest of a spec leaf by leaf; each change is named by its path: `Placement.Constraints`. */
export function compareLeaves(before: unknown, after: unknown): FieldChange[] {
  return compareNamed('', leaves(before), leaves(after)).map(({ sign, key = '', to }) => ({
    field: key.replace(/^TaskTemplate\.(?:ContainerSpec\.)?/, ''),
    sign,
    ...given({ to }),
  }));
}

/** A list is one leaf: what it holds has no names. */
function leaves(value: unknown, path: readonly string[] = []): Map<string, string> {
  if (!isMapping(value))
    return value === undefined ? new Map<string, string>() : new Map([[path.join('.'), textOf(value)]]);
  return new Map(Object.entries(value).flatMap(([key, inner]) => [...leaves(inner, [...path, key])]));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
