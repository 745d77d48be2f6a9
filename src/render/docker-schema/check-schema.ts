import { compareText } from '../../model/compare-text.js';
import { isMapping } from '../../model/is-mapping.js';
import { parseDuration } from '../parse-duration.js';
import { isPortSpec } from '../parse-port.js';
import { isTypedScalar, scalarKind } from '../yaml/typed-scalar.js';
import type { Schema, SchemaType } from './schema.js';

/** One thing in a compose file that docker's schema does not allow. */
export interface SchemaMistake {
  readonly path: readonly string[];
  readonly kind: 'type' | 'unknown-key' | 'duplicate' | 'format' | 'choice' | 'missing' | 'minimum';
  /** What stands there. */
  readonly value: unknown;
  /** Of a `type`: what may stand there; of an `unknown-key`, `missing`: the key; of a `choice`: what may be chosen. */
  readonly wanted: readonly string[];
}

type Path = readonly string[];

/** Everything in a value that a schema does not allow, in the order in which it stands there. Pure. */
export function checkSchema(schema: Schema, value: unknown, path: Path = []): SchemaMistake[] {
  if (schema.oneOf) return checkOneOf(schema.oneOf, value, path);
  if (schema.types && !schema.types.some((type) => isOfType(type, value)))
    return [{ path, kind: 'type', value, wanted: schema.types }];
  return [
    ...checkScalar(schema, value, path),
    ...(Array.isArray(value) ? checkList(schema, value, path) : []),
    ...(isMapping(value) && !isTypedScalar(value) ? checkMapping(schema, value, path) : []),
  ];
}

/** Of several forms the one that was meant: that in which the mistake lies deepest. */
function checkOneOf(forms: readonly Schema[], value: unknown, path: Path): SchemaMistake[] {
  const tries = forms.map((form) => checkSchema(form, value, path));
  if (tries.some((mistakes) => mistakes.length === 0)) return [];
  const meant = tries.find((mistakes) => !mistakes.some((one) => one.kind === 'type' && one.path === path));
  if (meant) return meant;
  return [{ path, kind: 'type', value, wanted: [...new Set(tries.flat().flatMap(({ wanted }) => wanted))] }];
}

function isOfType(type: SchemaType, value: unknown): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isMapping(value) && !isTypedScalar(value);
    case 'null':
      return value === null || value === undefined;
    case 'number':
      return numberOf(value) !== undefined;
    case 'integer':
      return Number.isInteger(numberOf(value));
    case 'string':
      return typeof value === 'string' || (isTypedScalar(value) && scalarKind(value) === 'time');
    case 'boolean':
      return typeof value === 'boolean';
  }
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return isTypedScalar(value) ? value.value : undefined;
}

function checkScalar(schema: Schema, value: unknown, path: Path): SchemaMistake[] {
  const { choices, minimum, format } = schema;
  if (choices && !choices.includes(value as string)) return [{ path, kind: 'choice', value, wanted: choices }];
  if (minimum !== undefined && (numberOf(value) ?? minimum) < minimum)
    return [{ path, kind: 'minimum', value, wanted: [String(minimum)] }];
  return format && !hasFormat(format, value) ? [{ path, kind: 'format', value, wanted: [format] }] : [];
}

/** docker's client does not know `expose`, and so takes anything there. */
function hasFormat(format: NonNullable<Schema['format']>, value: unknown): boolean {
  if (format === 'expose') return true;
  const text = typeof value === 'string' ? value : String(numberOf(value) ?? '');
  return format === 'ports' ? isPortSpec(text) : parseDuration(text) !== undefined;
}

function checkList({ items, unique }: Schema, list: readonly unknown[], path: Path): SchemaMistake[] {
  const inner = items ? list.flatMap((item, i) => checkSchema(items, item, [...path, String(i)])) : [];
  return unique ? [...doublesOf(list, path), ...inner] : inner;
}

function doublesOf(list: readonly unknown[], path: Path): SchemaMistake[] {
  const seen = new Set<string>();
  return list.flatMap((item, i) => {
    const same = canonical(item);
    const double = seen.has(same);
    seen.add(same);
    return double ? [{ path: [...path, String(i)], kind: 'duplicate' as const, value: item, wanted: [] }] : [];
  });
}

/** Equal for values that are equal as JSON, in whatever order their keys stand. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (isTypedScalar(value)) return value.value === undefined ? JSON.stringify(value.text) : String(value.value);
  if (!isMapping(value)) return JSON.stringify(value ?? null);
  const pairs = Object.entries(value).sort(([a], [b]) => compareText(a, b));
  return `{${pairs.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}

function checkMapping(schema: Schema, mapping: Readonly<Record<string, unknown>>, path: Path): SchemaMistake[] {
  const missing = (schema.required ?? []).filter((key) => !Object.hasOwn(mapping, key));
  return [
    ...missing.map((key) => ({ path, kind: 'missing' as const, value: mapping, wanted: [key] })),
    ...Object.entries(mapping).flatMap(([key, value]) => checkKey(schema, { key, value }, path)),
  ];
}

function checkKey(
  schema: Schema,
  { key, value }: { readonly key: string; readonly value: unknown },
  path: Path,
): SchemaMistake[] {
  const inner = schemaOfKey(schema, key);
  if (inner) return checkSchema(inner, value, [...path, key]);
  return schema.closed ? [{ path, kind: 'unknown-key', value, wanted: [key] }] : [];
}

/** The schema of a key of a mapping; undefined where none is said. */
export function schemaOfKey({ properties = {}, patterns = {} }: Schema, key: string): Schema | undefined {
  if (Object.hasOwn(properties, key)) return properties[key];
  return Object.entries(patterns).find(([pattern]) => regexpOf(pattern).test(key))?.[1];
}

const regexps = new Map<string, RegExp>();

function regexpOf(pattern: string): RegExp {
  const known = regexps.get(pattern) ?? new RegExp(pattern, 'u');
  regexps.set(pattern, known);
  return known;
}
