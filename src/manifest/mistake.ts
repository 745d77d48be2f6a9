import { compareText } from '../model/compare-text.js';
import { KnownError, type Place } from '../model/known-error.js';

/** One thing that is wrong in the manifest: where, what, and the way out, in one or two sentences. */
export interface Mistake {
  readonly at: Place;
  readonly says: string;
}

/**
 * Throws MANIFEST_INVALID where there are mistakes: each a line of `details`
 * (`region.yml:14:9  nodes.brunswick.hostKye is not a key of a node. Did you mean hostKey?`),
 * ordered by file and line.
 */
export function throwMistakes(mistakes: readonly Mistake[]): void {
  if (mistakes.length === 0) return;
  const sorted = [...mistakes].sort(compareMistakes);
  const lines = [...new Set(sorted.map(({ at, says }) => `${showPlace(at)}  ${says}`))];
  const [first] = sorted;
  throw new KnownError(
    'MANIFEST_INVALID',
    `${lines.length === 1 ? '1 mistake' : `${lines.length} mistakes`}; nothing was done.`,
    {
      details: lines,
      tryThis: ['correct these lines, then run the same command again'],
      ...(first ? { at: first.at } : {}),
    },
  );
}

function compareMistakes(a: Mistake, b: Mistake): number {
  return (
    compareFiles(a.at.file, b.at.file) || (a.at.line ?? 0) - (b.at.line ?? 0) || (a.at.column ?? 0) - (b.at.column ?? 0)
  );
}

/** region.yml first, then apps/*.yml by name. */
function compareFiles(a: string, b: string): number {
  const folders = a.split('/').length - b.split('/').length;
  return folders || compareText(a, b);
}

function showPlace({ file, line, column }: Place): string {
  return line === undefined ? file : `${file}:${line}:${column ?? 1}`;
}
