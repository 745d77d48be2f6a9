import { KnownError } from '../../model/known-error.js';
import type { TreeFile } from '../clone/list-tree.js';
import { longestLine } from './signed-line.js';
import { entriesPerSegment, segmentPath } from './segment-path.js';

/** Bytes of the largest file of entries that there can be. */
export const largestSegment = entriesPerSegment * (longestLine + 1);

/**
 * The files of entries among those of a commit, in order: plain files at the very paths that count up from 000, nothing
 * else in their folder. A symlink, a path with `..`, a gap or a file too large: CHANGELOG_INVALID.
 */
export function findSegments(files: readonly TreeFile[], folder: string): TreeFile[] {
  const inFolder = files.filter((file) => file.path.startsWith(`${folder}/`));
  const byPath = new Map(inFolder.map((file) => [file.path, file]));
  return inFolder.map((_, index) => {
    const segment = byPath.get(segmentPath(index, folder));
    if (!segment) throw strangeFile(inFolder, folder);
    return plainFile(segment);
  });
}

function plainFile(segment: TreeFile): TreeFile {
  if (segment.mode === '100644' && segment.type === 'blob' && segment.size <= largestSegment) return segment;
  const what = segment.size > largestSegment ? `has ${segment.size} bytes` : `has the mode ${segment.mode}`;
  throw new KnownError('CHANGELOG_INVALID', `the changelog's file ${segment.path} is no file of entries: it ${what}`, {
    tryThis: ['tend changelog verify'],
  });
}

function strangeFile(files: readonly TreeFile[], folder: string): KnownError {
  const expected = new Set(files.map((_, index) => segmentPath(index, folder)));
  const strange = files.filter((file) => !expected.has(file.path)).map((file) => JSON.stringify(file.path));
  return new KnownError(
    'CHANGELOG_INVALID',
    `the changelog has files where only entries may be: ${strange.slice(0, 3).join(', ')}`,
    {
      tryThis: ['tend changelog verify', `look who put them there: git log -- ${folder}`],
    },
  );
}
