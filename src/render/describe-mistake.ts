import { nearestName } from '../model/nearest-name.js';
import { schemaOfKey, type SchemaMistake } from './docker-schema/check-schema.js';
import { fileSchema, newestMinor } from './docker-schema/file-schema.js';
import type { Schema } from './docker-schema/schema.js';
import { isTypedScalar } from './yaml/typed-scalar.js';

/** A mistake in a compose file, for people. */
export interface Described {
  readonly says: string;
  readonly tryThis?: string;
}

/** A mistake in a compose file of version 3.`minor`, with the key as docker's client writes it (`services.web.ports.0`). */
export function describeMistake(mistake: SchemaMistake, minor: number): Described {
  const { path, kind, value, wanted } = mistake;
  const key = path.join('.') || 'the file';
  switch (kind) {
    case 'type':
      return describeType(key, mistake);
    case 'unknown-key':
      return describeUnknown(path, wanted[0] ?? '', minor);
    case 'duplicate':
      return { says: `${key} stands twice in its list: ${briefly(value)}`, tryThis: 'take one of the two out' };
    case 'format':
      return describeFormat(key, mistake);
    case 'choice':
      return { says: `${key} must be one of ${wanted.join(', ')}` };
    case 'missing':
      return { says: `${key} needs ${wanted[0] ?? ''}` };
    case 'minimum':
      return { says: `${key} must be at least ${wanted[0] ?? ''}` };
  }
}

/** In the words of docker's client, so that a search for them finds what others wrote about it. */
function describeType(key: string, { value, wanted }: SchemaMistake): Described {
  const names = wanted.map((type) => ({ object: 'mapping', array: 'list' })[type] ?? type);
  const says = `${key} must be a ${[names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' or ')}`;
  const isScalar = ['number', 'boolean'].includes(typeof value) || isTypedScalar(value);
  if (wanted.includes('string') && isScalar) return { says, tryThis: `put it in quotes: "${briefly(value)}"` };
  const isNumber =
    typeof value === 'string' && /^-?\d+$/.test(value) && wanted.some((type) => /integer|number/.test(type));
  if (isNumber) return { says, tryThis: `write it without quotes: ${value}` };
  if (key.endsWith('.depends_on'))
    return { says, tryThis: 'write it as a list of names: conditions are for docker compose' };
  return { says };
}

function describeFormat(key: string, { value, wanted }: SchemaMistake): Described {
  if (wanted[0] === 'duration') return { says: `${key} is not a duration like 1m30s: ${briefly(value)}` };
  return {
    says: `${key} is no port: ${briefly(value)}`,
    tryThis: 'write ports like "8080:80" or "53:53/udp", in quotes',
  };
}

function briefly(value: unknown): string {
  if (isTypedScalar(value)) return value.text;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function describeUnknown(path: readonly string[], unknown: string, minor: number): Described {
  const key = [...path, unknown].join('.');
  const came = versionsAbove(minor).find((later) => mayHave(fileSchema(later), path, unknown));
  if (came !== undefined) {
    const says = `${key} is newer than version 3.${minor} of compose files: it came with 3.${came}`;
    return { says, tryThis: `write version: "3.${came}" in every compose file of the recipe, or leave ${unknown} out` };
  }
  const near = nearestName(unknown, keysAt(fileSchema(minor), path));
  return { says: `${key} is not a key that docker knows${near ? `. Did you mean ${near}?` : ''}` };
}

function versionsAbove(minor: number): number[] {
  return Array.from({ length: newestMinor - minor }, (_, i) => minor + 1 + i);
}

function mayHave(schema: Schema, path: readonly string[], key: string): boolean {
  return formsAt(schema, path).some((form) => schemaOfKey(form, key) !== undefined);
}

/** The keys that may stand in the mapping at a path, as far as they have names. */
function keysAt(schema: Schema, path: readonly string[]): string[] {
  return formsAt(schema, path).flatMap(({ properties = {} }) => Object.keys(properties));
}

function formsAt(schema: Schema, path: readonly string[]): readonly Schema[] {
  return path.reduce<readonly Schema[]>(
    (all, key) => all.flatMap((one) => stepInto(one, key)).flatMap(forms),
    forms(schema),
  );
}

function forms(schema: Schema): readonly Schema[] {
  return schema.oneOf ?? [schema];
}

function stepInto(schema: Schema, key: string): Schema[] {
  const inner = schema.items ?? schemaOfKey(schema, key);
  return inner ? [inner] : [];
}
