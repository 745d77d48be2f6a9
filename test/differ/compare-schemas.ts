import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { isMapping } from '../../src/model/is-mapping.js';
import { fileSchema, newestMinor } from '../../src/render/docker-schema/file-schema.js';

type Json = Readonly<Record<string, unknown>>;

/** docker's names of keywords, and ours. */
const names: Readonly<Record<string, string>> = {
  type: 'types',
  enum: 'choices',
  patternProperties: 'patterns',
  uniqueItems: 'unique',
};
const unread = new Set(['id', 'default', 'definitions', '$schema']);
const named = new Set(['properties', 'patternProperties']);

/** Versions of compose files (3.N) for which tend's schema is not docker's own, which lies in the sources of docker/cli. */
export function compareSchemas(sources: string): string[] {
  const minors = Array.from({ length: newestMinor + 1 }, (_, minor) => minor);
  return minors.filter((minor) => !isSame(sources, minor)).map((minor) => `3.${minor}`);
}

function isSame(sources: string, minor: number): boolean {
  const path = join(sources, 'cli/compose/schema/data', `config_schema_v3.${minor}.json`);
  const original = JSON.parse(readFileSync(path, 'utf8')) as Json;
  return isDeepStrictEqual(inOurWords(original, original['definitions'] as Json), plain(fileSchema(minor)));
}

/** References in place, and what nothing reads left out. */
function inOurWords(schema: unknown, definitions: Json): unknown {
  if (Array.isArray(schema)) return schema.map((one) => inOurWords(one, definitions));
  if (!isMapping(schema)) return schema;
  const reference = schema['$ref'];
  if (typeof reference === 'string') return inOurWords(definitions[reference.split('/').at(-1) ?? ''], definitions);
  const entries = Object.entries(schema).filter(([key]) => !unread.has(key));
  return Object.fromEntries(entries.flatMap(([key, value]) => keyword(key, value, definitions)));
}

function keyword(key: string, value: unknown, definitions: Json): [string, unknown][] {
  if (key === 'additionalProperties') return value === false ? [['closed', true]] : [];
  if (key === 'type') return [['types', [value].flat().sort()]];
  if (key === 'required') return [['required', (value as string[]).toSorted()]];
  const inner = named.has(key)
    ? Object.fromEntries(Object.entries(value as Json).map(([name, one]) => [name, inOurWords(one, definitions)]))
    : inOurWords(value, definitions);
  return [[names[key] ?? key, inner]];
}

function plain(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(plain);
  if (!isMapping(schema)) return schema;
  const entries = Object.entries(schema).filter(([key, value]) => key !== 'closed' || value !== false);
  const sorted = ['types', 'required'];
  return Object.fromEntries(
    entries.map(([key, value]) => [key, sorted.includes(key) ? (value as string[]).toSorted() : plain(value)]),
  );
}
