/**
 * The part of JSON Schema (draft 4) that docker's schemas of compose files use. `types` where the original has one name
 * or several.
 */
export interface Schema {
  readonly types?: readonly SchemaType[];
  readonly properties?: Readonly<Record<string, Schema>>;
  /** Regular expressions of keys. */
  readonly patterns?: Readonly<Record<string, Schema>>;
  /** No other keys than those named. */
  readonly closed?: boolean;
  readonly items?: Schema;
  readonly unique?: boolean;
  readonly oneOf?: readonly Schema[];
  readonly choices?: readonly string[];
  readonly format?: 'duration' | 'ports' | 'expose';
  readonly minimum?: number;
  readonly required?: readonly string[];
}

export type SchemaType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null';

export const text: Schema = { types: ['string'] };
export const whole: Schema = { types: ['integer'] };
export const decimal: Schema = { types: ['number'] };
export const truth: Schema = { types: ['boolean'] };
export const duration: Schema = { types: ['string'], format: 'duration' };
export const nothing: Schema = { types: ['null'] };
export const anything: Schema = {};

export function oneOf(...schemas: readonly Schema[]): Schema {
  return { oneOf: schemas };
}

export function list(items: Schema): Schema {
  return { types: ['array'], items };
}

/** A list in which nothing stands twice. */
export function uniqueList(items: Schema): Schema {
  return { types: ['array'], items, unique: true };
}

/** A mapping that may have other keys too. */
export function open(properties: Readonly<Record<string, Schema>>): Schema {
  return { types: ['object'], properties };
}

/** A mapping of these keys alone. */
export function closed(properties: Readonly<Record<string, Schema>>): Schema {
  return { types: ['object'], properties, closed: true };
}

/** The same, or nothing at all. */
export function orNothing(schema: Schema): Schema {
  return { ...schema, types: [...(schema.types ?? []), 'null'] };
}

export const texts = uniqueList(text);
export const textOrTexts = oneOf(text, texts);
export const textOrWords = oneOf(text, list(text));

/** A mapping of texts and numbers, or a list of `key=value`. */
export const listOrMapping = oneOf(
  { types: ['object'], patterns: { '.+': { types: ['string', 'number', 'null'] } }, closed: true },
  texts,
);

export const options: Schema = { types: ['object'], patterns: { '^.+$': { types: ['string', 'number'] } } };

/** Names of services and the like. */
export const named = '^[a-zA-Z0-9._-]+$';
