import { EVENT_ID, getScalarValue, SCALAR_STYLE, type Event } from 'js-yaml';
import type { Place } from '../model/known-error.js';
import type { Path, YamlSource } from './yaml-source.js';

interface Entry {
  /** Indexes into the events. In a list both are the item. */
  readonly key: number;
  readonly value: number;
}

/** Finds things in one file. Entries are looked up once a mapping, lines once a file: 10,000 places cost about as much as one. */
export interface Finder {
  /**
   * Where something stands: of a mapping's entry the key or the value, of a list the item. What is not there
   * itself (a missing key, a merged one, one behind an alias) gives the nearest place above it.
   */
  readonly place: (path: Path, of?: 'key' | 'value') => Place;
  /** Whether the scalar at a path was typed without quotes. */
  readonly isPlain: (path: Path) => boolean;
  /** The events of the value at a path; undefined where it is not there itself. */
  readonly eventsAt: (path: Path) => Event[] | undefined;
}

export function makeFinder(source: YamlSource): Finder {
  const { events, file } = source;
  const entriesOf = rememberEntries(source);
  let lines: readonly number[] | undefined;
  return {
    place(path, of = 'key') {
      lines ??= lineStarts(source.text);
      const { entry: found, depth } = findNearest(entriesOf, path);
      const offset = found
        ? (offsetOf(events[found[depth === path.length ? of : 'key']]) ?? offsetOf(events[found.key]) ?? 0)
        : 0;
      const line = lineOf(lines, offset);
      return { file, line: line + 1, column: offset - (lines[line] ?? 0) + 1 };
    },
    isPlain(path) {
      const event = events[findExact(entriesOf, path)?.value ?? -1];
      return event?.type === EVENT_ID.SCALAR && event.style === SCALAR_STYLE.PLAIN;
    },
    eventsAt(path) {
      const found = findExact(entriesOf, path);
      return found && events.slice(found.value, afterNode(events, found.value));
    },
  };
}

type EntriesOf = (index: number) => ReadonlyMap<string, Entry>;

function findExact(entriesOf: EntriesOf, path: Path): Entry | undefined {
  const { entry, depth } = findNearest(entriesOf, path);
  return depth === path.length ? entry : undefined;
}

function findNearest(entriesOf: EntriesOf, path: Path): { readonly entry: Entry | undefined; readonly depth: number } {
  let entry: Entry | undefined;
  for (const [depth, part] of path.entries()) {
    const next = entriesOf(entry?.value ?? 1).get(String(part));
    if (!next) return { entry, depth };
    entry = next;
  }
  return { entry, depth: path.length };
}

function rememberEntries(source: YamlSource): EntriesOf {
  const known = new Map<number, ReadonlyMap<string, Entry>>();
  return (index) => {
    const entries = known.get(index) ?? findEntries(source, index);
    known.set(index, entries);
    return entries;
  };
}

/** Keys of a mapping, or positions in a list, to where they stand; the last of two equal keys. */
function findEntries({ events, text }: YamlSource, index: number): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  const isMapping = events[index]?.type === EVENT_ID.MAPPING;
  if (!isMapping && events[index]?.type !== EVENT_ID.SEQUENCE) return entries;
  let at = index + 1;
  while (at < events.length && events[at]?.type !== EVENT_ID.POP) {
    const key = at;
    const value = isMapping ? afterNode(events, key) : key;
    const event = events[key];
    if (!isMapping) entries.set(String(entries.size), { key, value });
    else if (event?.type === EVENT_ID.SCALAR) entries.set(getScalarValue(text, event), { key, value });
    at = afterNode(events, value);
  }
  return entries;
}

/** Index past a node with all that is in it. */
function afterNode(events: readonly Event[], index: number): number {
  let depth = 0;
  let at = index;
  do {
    const type = events[at]?.type;
    if (type === EVENT_ID.POP) depth -= 1;
    else if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) depth += 1;
    at += 1;
  } while (depth > 0 && at < events.length);
  return at;
}

/** Undefined where nothing is typed: the value of `env:`. */
function offsetOf(event: Event | undefined): number | undefined {
  if (event?.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
  if (event?.type !== EVENT_ID.SCALAR) return event && 'start' in event ? event.start : undefined;
  if (event.valueStart < 0) return undefined;
  return event.style === SCALAR_STYLE.PLAIN ? event.valueStart : event.valueStart - 1;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Index of the last line that starts at or before an offset. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
