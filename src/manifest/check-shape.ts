import type * as z from 'zod';
import { isMapping } from '../model/is-mapping.js';
import { explainIssue } from './explain-issue.js';
import type { ManifestFile } from './manifest-file.js';
import { type Path, valueAt } from './yaml-source.js';
import type { Mistake } from './mistake.js';

/** What of a file has the shape of a schema; where that is not all of it, the mistakes too. */
export interface Shaped<T> {
  readonly content: T | undefined;
  readonly mistakes: readonly Mistake[];
}

/** Sections whose entries stand for themselves: a broken one leaves the others in place. */
const sections: ReadonlySet<unknown> = new Set(['stewards', 'nodes', 'registries', 'combine', 'apps']);

/**
 * Checks a file against a schema and tells every mistake. What is broken is left out, so that the rest can be
 * checked further; `instead` stands in for what the schema cannot do without.
 */
export function checkShape<T>(source: ManifestFile, schema: z.ZodType<T>, instead: object = {}): Shaped<T> {
  const parsed = schema.safeParse(source.value);
  if (parsed.success) return { content: parsed.data, mistakes: [] };
  const mistakes = parsed.error.issues
    .flatMap((issue) => explainIssue(schema, source.value, issue))
    .map(({ path, of, says }) => ({ at: source.place(path, of), says }));
  const sound = { ...instead, ...leaveOut(source.value, parsed.error.issues) };
  return { content: schema.safeParse(sound).data, mistakes };
}

function leaveOut(value: unknown, issues: readonly z.core.$ZodIssue[]): Record<string, unknown> {
  const broken = new Set(issues.flatMap(brokenParts).map((path) => JSON.stringify(path)));
  const top = isMapping(value) ? without(value, [], broken) : {};
  for (const [key, part] of Object.entries(top))
    if (sections.has(key) && isMapping(part)) top[key] = without(part, [key], broken);
  return top;
}

function without(part: Record<string, unknown>, path: Path, broken: ReadonlySet<string>) {
  return Object.fromEntries(Object.entries(part).filter(([key]) => !broken.has(JSON.stringify([...path, key]))));
}

function brokenParts(issue: z.core.$ZodIssue): Path[] {
  const path = issue.path.map(String);
  if (path.length === 0) return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [key]) : [];
  return [path.slice(0, sections.has(path[0]) ? 2 : 1)];
}

/** Names of what stands in a section, broken or not. */
export function typedNames(value: unknown, section: string): string[] {
  const part = valueAt(value, [section]);
  return isMapping(part) ? Object.keys(part) : [];
}
