/** As much of JSON Schema as closed forms need. */
interface ClosedForm {
  readonly type?: string | undefined;
  readonly const?: unknown;
  readonly enum?: readonly unknown[] | undefined;
  readonly pattern?: string | undefined;
  readonly minimum?: number | undefined;
  readonly minItems?: number | undefined;
  readonly items?: unknown;
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties?: unknown;
  readonly anyOf?: readonly unknown[] | undefined;
}

/** What is understood here; `maximum` only as far as it is that of all whole numbers. */
const words = new Set(
  '$schema type const enum pattern minimum maximum minItems items properties required additionalProperties anyOf'.split(
    ' ',
  ),
);

/**
 * A regular expression for the canonical JSON (JCS) of the values of a closed form: objects that allow nothing else, strings
 * of a pattern that holds neither quotes nor backslashes nor anything but ASCII. What it matches is canonical and of that form;
 * numbers it knows as whole ones of up to 15 digits only. An Error for words of JSON Schema that it does not know.
 */
export function canonicalPattern(form: unknown): string {
  const closed = form as ClosedForm;
  const strange = Object.keys(closed).find((word) => !words.has(word));
  if (strange !== undefined) throw new Error(`no pattern is made of "${strange}"`);
  if (closed.anyOf) return anyOf(closed.anyOf.map(canonicalPattern));
  if (closed.const !== undefined) return literal(closed.const);
  if (closed.enum) return anyOf(closed.enum.map(literal));
  switch (closed.type) {
    case 'string':
      return stringPattern(closed.pattern ?? '');
    case 'integer':
    case 'number':
      return numberPattern(closed.minimum);
    case 'boolean':
      return '(?:true|false)';
    case 'null':
      return 'null';
    case 'array':
      return arrayPattern(closed);
    case 'object':
      return objectPattern(closed);
    default:
      throw new Error(`no pattern is made of the type ${closed.type}`);
  }
}

function anyOf(patterns: readonly string[]): string {
  return `(?:${patterns.join('|')})`;
}

function literal(value: unknown): string {
  return JSON.stringify(value).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** A string ends where its quote stands: that is what `$` means within it. */
function stringPattern(pattern: string): string {
  const [, inner] = /^\^(.*)\$$/.exec(pattern) ?? [];
  if (inner === undefined) throw new Error(`the pattern ${pattern} does not say how a text begins and ends`);
  return `"(?:${inner.replaceAll('$', '(?=")')})"`;
}

function numberPattern(minimum: number | undefined): string {
  if (minimum === 1) return '[1-9]\\d{0,14}';
  if (minimum === 0) return '(?:0|[1-9]\\d{0,14})';
  throw new Error('numbers begin at 0 or 1');
}

function arrayPattern({ items, minItems = 0 }: ClosedForm): string {
  const item = canonicalPattern(items);
  if (minItems > 1) throw new Error(`no pattern is made of ${minItems} items or more`);
  return `\\[(?:${item}(?:,${item})*)${minItems === 0 ? '?' : ''}\\]`;
}

/** Its properties in the order of JCS; commas stand before those behind the first one that is always there. */
function objectPattern({ properties = {}, required = [], additionalProperties }: ClosedForm): string {
  const names = Object.keys(properties).sort();
  const first = names.findIndex((name) => required.includes(name));
  if (additionalProperties !== false || first === -1) throw new Error('an object is open, or may be empty');
  const members = names.map((name, at) => {
    const member = `${literal(name)}:${canonicalPattern(properties[name])}`;
    if (at < first) return `(?:${member},)?`;
    if (at === first) return member;
    return required.includes(name) ? `,${member}` : `(?:,${member})?`;
  });
  return `\\{${members.join('')}\\}`;
}
