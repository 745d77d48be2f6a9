import type { Event } from 'js-yaml';
import type { Place } from '../model/known-error.js';

/** A YAML text and its events, which know where each thing stands. */
export interface YamlSource {
  /** Path from the region folder: `region.yml`, `apps/wiki.yml`. */
  readonly file: string;
  readonly text: string;
  readonly events: Event[];
}

/** Keys and list positions from the top of a file: `['apps', 'wiki', 'needs', 0]`. */
export type Path = readonly (string | number)[];

/** `apps.wiki.needs[0]`; a key that is empty shows as `""`. */
export function showPath(path: Path): string {
  return path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i ? '.' : ''}${part || '""'}`)).join('');
}

/** What stands at a path; undefined where nothing does. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, part) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, part)
        ? (at as Record<string | number, unknown>)[part]
        : undefined,
    value,
  );
}

/** Line and column, from 1, of an offset into a text. */
export function placeAt(file: string, text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { file, line: countLines(before), column: offset - lineStart + 1 };
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
