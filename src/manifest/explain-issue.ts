import * as z from 'zod';
import { showPath, valueAt, type Path } from './yaml-source.js';
import { suggestName } from './suggest-name.js';

export interface Explained {
  readonly path: Path;
  readonly of: 'key' | 'value';
  readonly says: string;
}

/** What a zod issue means to who typed the file: one sentence or more, one for each misspelt key. */
export function explainIssue(schema: z.ZodType, value: unknown, issue: z.core.$ZodIssue): Explained[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key],
      of: 'key',
      says: saysUnknownKey(schema, path, key),
    }));
  const name = showPath(path) || 'the file';
  if (issue.code === 'invalid_key')
    return [{ path, of: 'key', says: `${name}: "${String(path.at(-1))}" ${issue.issues[0]?.message}.` }];
  const typed = valueAt(value, path);
  if (typed === undefined) return [{ path, of: 'key', says: saysMissing(schema, path) }];
  return [{ path, of: 'value', says: endSentence(`${name} ${saysValue(issue, typed)}`) }];
}

function saysUnknownKey(schema: z.ZodType, path: Path, key: string): string {
  const at = schemaAt(schema, path);
  const known = at instanceof z.ZodObject ? Object.keys(at.shape) : [];
  const title = at?.meta()?.title ?? 'this';
  const hint = suggestName(key, known) || (known.length === 0 ? '' : ` Keys: ${known.join(', ')}.`);
  return `${showPath([...path, key])} is not a key of ${title}.${hint}`;
}

function saysMissing(schema: z.ZodType, path: Path): string {
  const description = schemaAt(schema, path)?.meta()?.description;
  return `${showPath(path)} is missing.${description ? ` ${description}` : ''}`;
}

function saysValue(issue: z.core.$ZodIssue, typed: unknown): string {
  if (typed === null) return 'has no value';
  if (issue.code === 'invalid_type' && issue.expected === 'string' && isBare(typed))
    return `looks like a ${typeof typed}: put it in quotes, "${String(typed)}"`;
  if (issue.code === 'invalid_type') return `must be ${kinds[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_value')
    return `must be ${issue.values.map(String).join(' or ')}${suggestion(typed, issue.values)}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
  if (issue.code === 'too_small' && issue.origin !== 'number') return 'must not be empty';
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}`;
  return issue.message;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'one value on its own',
  object: 'keys with values',
  record: 'keys with values',
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
};

function endSentence(words: string): string {
  return /[.?]$/.test(words) ? words : `${words}.`;
}

function isBare(typed: unknown): typed is number | boolean {
  return typeof typed === 'number' || typeof typed === 'boolean';
}

function suggestion(typed: unknown, values: readonly unknown[]): string {
  const hint = typeof typed === 'string' ? suggestName(typed, values.map(String)) : '';
  return hint && `.${hint}`;
}

/** The schema that checks what stands at a path, optional and the like taken off; of a union its one object. */
function schemaAt(schema: z.ZodType, path: Path): z.ZodType | undefined {
  let at: unknown = schema;
  for (const part of path) at = childOf(unwrap(at), part);
  return unwrap(at);
}

function childOf(schema: unknown, part: string | number): unknown {
  if (schema instanceof z.ZodObject) return (schema.shape as Record<string, unknown>)[part];
  if (schema instanceof z.ZodRecord) return schema.valueType;
  return schema instanceof z.ZodArray ? schema.element : undefined;
}

function unwrap(schema: unknown): z.ZodType | undefined {
  const bare: unknown = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
  if (bare instanceof z.ZodUnion) return onlyObject(bare.options) ?? bare;
  return bare instanceof z.ZodType ? bare : undefined;
}

/** Of several ways to write a value the one that has keys, where there is one alone. */
function onlyObject(options: readonly unknown[]): z.ZodObject | undefined {
  const objects = options.filter((option) => option instanceof z.ZodObject);
  return objects.length === 1 ? objects[0] : undefined;
}
