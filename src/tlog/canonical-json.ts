/** Deeper than any entry; a line of nothing but brackets ends here and not in a full stack. */
const deepest = 32;

/**
 * The one JSON text of a value (RFC 8785, JCS): keys sorted by UTF-16 units, no blanks, numbers and strings as
 * ECMAScript writes them. A property that is undefined is left out. Throws a TypeError for what has no such text:
 * NaN, infinite numbers, lone surrogates, dates, functions, undefined in a list.
 */
export function canonicalJson(value: unknown, depth = 0): string {
  if (typeof value === 'string') return canonicalString(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value !== 'object' || depth > deepest) throw new TypeError('has no canonical JSON');
  if (Array.isArray(value)) return `[${value.map((element) => canonicalJson(element, depth + 1)).join()}]`;
  return canonicalObject(value, depth);
}

/**
 * True where a text is the canonical JSON of what was parsed from it: `isCanonicalJson(text, JSON.parse(text))`. Mostly
 * a third of the work of writing it anew: with its keys in order, JSON.stringify writes the same.
 */
export function isCanonicalJson(text: string, value: unknown): boolean {
  // Only half characters does JSON.stringify write as \ud….
  if (!text.includes('\\ud') && isInOrder(value, 0) && JSON.stringify(value) === text) return true;
  try {
    return canonicalJson(value) === text;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function isInOrder(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth > deepest) return false;
  if (Array.isArray(value))
    return value.every((element) => typeof element !== 'object' || isInOrder(element, depth + 1));
  let last = '';
  for (const key of Object.keys(value)) {
    const member: unknown = (value as Record<string, unknown>)[key];
    if (key < last || (typeof member === 'object' && !isInOrder(member, depth + 1))) return false;
    last = key;
  }
  return true;
}

function canonicalObject(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError('is no plain object');
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${canonicalString(key)}:${canonicalJson(member, depth + 1)}`);
  return `{${members.join()}}`;
}

function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('holds half a character (a lone surrogate)');
  return JSON.stringify(text);
}
