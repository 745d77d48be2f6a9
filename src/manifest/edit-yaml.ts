import { isDeepStrictEqual } from 'node:util';
import { isAlias, parseDocument } from 'yaml';
import { isMapping } from '../model/is-mapping.js';
import { KnownError } from '../model/known-error.js';
import { showPath } from './yaml-source.js';
import { joinNarrowed, narrowYaml } from './narrow-yaml.js';
import { parseYaml } from './parse-yaml.js';
import { spliceKey, spliceOut, spliceYaml } from './splice-yaml.js';

/**
 * Sets a value at a path of a YAML text; `undefined` takes the key out. Comments, order and all other text stay.
 * The result is read again and must differ in that one value: throws MANIFEST_INVALID where it would not.
 */
export function setInYaml(text: string, wantedPath: readonly string[], wanted: unknown): string {
  const before = valuesOf(text, wantedPath);
  const { path, value } = aboveMaps(before, wantedPath, asWritten(wanted));
  const after = value === undefined ? withoutIn(before, path) : withIn(before, path, value);
  if (isDeepStrictEqual(before, after)) return text;
  const splice = spliceOf(path, value);
  const ways = [editNarrowed(path, splice), splice, (at: string) => editDocument(at, path, value)];
  return firstGood(text, ways, { path, after });
}

/** Where a list or a single value stands on the way, that one gives way to a map. */
function aboveMaps(before: unknown, path: readonly string[], value: unknown) {
  const at = path.findIndex((_, i) => i > 0 && !isMapOrNothing(findIn(before, path.slice(0, i))));
  return at < 0 || value === undefined
    ? { path, value }
    : { path: path.slice(0, at), value: withIn(undefined, path.slice(at), value) };
}

/** Without undefined keys, prototypes and the like: as it reads back. */
function asWritten(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}

function isMapOrNothing(value: unknown): boolean {
  return value === undefined || value === null || isMapping(value);
}

/** Gives a key another name, its value and place kept. */
export function renameInYaml(text: string, path: readonly string[], name: string): string {
  const before = valuesOf(text, path);
  const above = path.slice(0, -1);
  const kept = withIn(withoutIn(before, path), [...above, name], findIn(before, path));
  return firstGood(text, [(at) => spliceKey(at, path, name)], { path, after: kept });
}

/** What stands at a path of a YAML text; undefined where nothing does. */
export function findInYaml(text: string, path: readonly string[]): unknown {
  return findIn(valuesOf(text, path), path);
}

interface Wanted {
  readonly path: readonly string[];
  readonly after: unknown;
}

/** Gives the edited text; undefined where this way is not open. */
type Edit = (text: string) => string | undefined;

function firstGood(text: string, ways: readonly Edit[], { path, after }: Wanted): string {
  for (const way of ways) {
    const edited = way(text);
    if (edited === undefined) continue;
    const { source, mistakes } = parseYaml('', edited);
    if (mistakes.length === 0 && isDeepStrictEqual(source?.value, after)) return edited;
  }
  throw cannotEdit(path);
}

function spliceOf(path: readonly string[], value: unknown): Edit {
  return (text) => (value === undefined ? spliceOut(text, path) : spliceYaml(text, path, value));
}

function editNarrowed(path: readonly string[], edit: Edit): Edit {
  return (text) => {
    const narrowed = narrowYaml(text, path);
    const edited = narrowed && edit(narrowed.part);
    return edited === undefined || !narrowed ? undefined : joinNarrowed(narrowed, edited);
  };
}

/** By the yaml package's documents: keeps comments and order too, but sets blanks and line breaks its own way. */
function editDocument(text: string, path: readonly string[], value: unknown): string | undefined {
  const document = parseDocument(text);
  const above = path.slice(1).map((_, i) => document.getIn(path.slice(0, i + 1), true));
  if (above.some((node) => isAlias(node))) return undefined;
  if (value === undefined) document.deleteIn(path);
  else document.setIn(path, document.createNode(value));
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function valuesOf(text: string, path: readonly string[]): unknown {
  const { source, mistakes } = parseYaml('', text);
  if (!source || mistakes.length > 0) throw cannotEdit(path);
  return source.value;
}

function findIn(value: unknown, path: readonly string[]): unknown {
  return path.reduce((at: unknown, key) => (isMapping(at) && Object.hasOwn(at, key) ? at[key] : undefined), value);
}

function withIn(value: unknown, path: readonly string[], wanted: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return wanted;
  const map = isMapping(value) ? value : {};
  return { ...map, [key]: withIn(map[key], rest, wanted) };
}

function withoutIn(value: unknown, path: readonly string[]): unknown {
  const [key, ...rest] = path;
  if (key === undefined || !isMapping(value) || !(key in value)) return value;
  if (rest.length > 0) return { ...value, [key]: withoutIn(value[key], rest) };
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

function cannotEdit(path: readonly string[]): KnownError {
  return new KnownError('MANIFEST_INVALID', `${showPath(path)} cannot be changed without changing something else.`, {
    tryThis: ['edit it by hand; an &anchor or *alias there may be shared with others'],
  });
}
