import type { IgnoredKey } from '../model/ignored-key.js';
import { distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import { KnownError } from '../model/known-error.js';
import { composeSchema, type Compose } from './compose-schema.js';
import type { ComposeSource } from './parse-compose-file.js';
import { dropIgnoredKeys } from './drop-ignored-keys.js';

/** A compose file that was checked and brought into its long form, and what a swarm passes over in it. */
export interface CheckedCompose {
  readonly file: string;
  readonly compose: Compose;
  readonly ignored: readonly IgnoredKey[];
}

/**
 * Checks a compose file against what docker takes. COMPOSE_INVALID tells every mistake with file and key; keys that a
 * swarm passes over become notices.
 */
export function checkCompose(source: ComposeSource): CheckedCompose {
  const { content, ignored } = dropIgnoredKeys(source);
  const result = composeSchema.safeParse(content);
  if (result.success) return { file: source.file, compose: result.data, ignored };
  const says = result.error.issues.flatMap((issue) => describe(issue, []));
  throw new KnownError('COMPOSE_INVALID', `${source.file}: ${says[0] ?? 'is no compose file'}`, {
    at: { file: source.file },
    details: says.slice(1).map((line) => `${source.file}: ${line}`),
    tryThis: ['compare with the compose file reference, version 3'],
  });
}

type Issue = z.core.$ZodIssue;

function describe(issue: Issue, above: readonly PropertyKey[]): string[] {
  const path = [...above, ...issue.path];
  const key = path.map(String).join('.');
  if (issue.code === 'invalid_union') return describeUnion(issue.errors, path);
  if (issue.code === 'invalid_key') return issue.issues.map((inner) => `${key} ${inner.message}`);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((unknown) => describeUnknown(unknown, path));
  if (issue.code === 'invalid_type') return [`${key} must be ${article(issue.expected)}`];
  if (issue.code === 'custom' || issue.code === 'invalid_format') return [`${key} ${issue.message}`];
  return [`${key}: ${issue.message}`];
}

/** Of several forms the one that was meant: that in which the mistake lies deepest. */
function describeUnion(branches: readonly (readonly Issue[])[], path: readonly PropertyKey[]): string[] {
  const meant = branches.find((issues) => issues.some((issue) => issue.path.length > 0 || isOwnMistake(issue)));
  if (meant) return meant.flatMap((issue) => describe(issue, path));
  const forms = branches.flatMap((issues) =>
    issues.flatMap((issue) => (issue.code === 'invalid_type' ? [article(issue.expected)] : [])),
  );
  return [`${path.map(String).join('.')} must be ${[...new Set(forms)].join(' or ')}`];
}

function isOwnMistake(issue: Issue): boolean {
  return issue.code === 'custom' || issue.code === 'unrecognized_keys' || issue.code === 'invalid_union';
}

function describeUnknown(unknown: string, path: readonly PropertyKey[]): string {
  const near = nearest(unknown, knownKeys(path));
  const key = [...path.map(String), unknown].join('.');
  return `${key} is not a key that docker knows${near ? `. Did you mean ${near}?` : ''}`;
}

function nearest(word: string, candidates: readonly string[]): string | undefined {
  const [best] = candidates
    .map((candidate) => ({ candidate, far: distance(word, candidate) }))
    .filter(({ far }) => far <= Math.max(1, Math.floor(word.length / 3)))
    .sort((a, b) => a.far - b.far);
  return best?.candidate;
}

/** Keys that stand at a path, found by walking the schema. */
function knownKeys(path: readonly PropertyKey[]): string[] {
  let here: unknown = composeSchema;
  for (const step of path) here = stepInto(here, String(step));
  const shape = shapeOf(unwrap(here));
  return shape ? Object.keys(shape) : [];
}

function stepInto(schema: unknown, key: string): unknown {
  const inner = unwrap(schema);
  const shape = shapeOf(inner);
  if (shape) return shape[key];
  return schemaField(inner, 'valueType') ?? schemaField(inner, 'element');
}

/** The schema inside optional, nullable, transformed ones; of several forms the last, which is the long one. */
function unwrap(schema: unknown): unknown {
  const inner = schemaField(schema, 'innerType') ?? schemaField(schema, 'in') ?? lastOf(schemaField(schema, 'options'));
  return inner === undefined ? schema : unwrap(inner);
}

function shapeOf(schema: unknown): Record<string, unknown> | undefined {
  return schemaField(schema, 'shape') as Record<string, unknown> | undefined;
}

function lastOf(options: unknown): unknown {
  return Array.isArray(options) ? options.at(-1) : undefined;
}

function schemaField(schema: unknown, key: string): unknown {
  const definition = (schema as { def?: Record<string, unknown> } | undefined)?.def;
  return definition?.[key];
}

function article(expected: string): string {
  const words: Record<string, string> = {
    record: 'a mapping',
    object: 'a mapping',
    array: 'a list',
    int: 'a whole number',
    boolean: 'true or false',
    string: 'text (put it in quotes)',
    null: 'empty',
  };
  return words[expected] ?? `a ${expected}`;
}
