import type { TreeFile } from '../clone/list-tree.js';
import { largestSegment } from '../log/find-segments.js';
import { entriesFolder, segmentPath } from '../log/segment-path.js';
import type { Problem } from '../problem.js';

/** Everything that may lie under log/. */
const folder = 'log/';
const checkpointPath = 'log/checkpoint';

/** The files of entries that can be read, in order, and what is wrong with their folder. */
export function verifyFiles(files: readonly TreeFile[]): { segments: TreeFile[]; problems: Problem[] } {
  const inFolder = files.filter(({ path }) => path.startsWith(folder) && path !== checkpointPath);
  const byPath = new Map(inFolder.map((file) => [file.path, file]));
  const segments: TreeFile[] = [];
  for (let next = byPath.get(segmentPath(0)); next; next = byPath.get(segmentPath(segments.length)))
    segments.push(next);
  const known = new Set(segments);
  const strange = inFolder.filter((file) => !known.has(file)).map(strangeFile);
  const plain = segments.filter(isPlain);
  const checkpoint = files.filter((file) => file.path === checkpointPath && !isPlain(file));
  return {
    segments: plain,
    problems: [...strange, ...[...segments, ...checkpoint].filter((file) => !isPlain(file)).map(oddFile)],
  };
}

function isPlain(file: TreeFile): boolean {
  return file.mode === '100644' && file.type === 'blob' && file.size <= largestSegment;
}

function strangeFile(file: TreeFile): Problem {
  const path = JSON.stringify(file.path);
  const says = `${path} is no file of entries: those are numbered without a gap from ${entriesFolder}/000.ndjson`;
  return { code: 'file-unexpected', says };
}

function oddFile(file: TreeFile): Problem {
  if (file.size > largestSegment) return { code: 'file-kind', says: `${file.path} is larger than its entries can be` };
  const kind = file.mode === '120000' ? 'a link that leads elsewhere' : `of another kind (mode ${file.mode})`;
  return { code: 'file-kind', says: `${file.path} is ${kind}, not a plain file` };
}
