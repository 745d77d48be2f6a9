import { mustRun, type Clone } from './clone.js';

/** A file of a commit. */
export interface TreeFile {
  readonly path: string;
  /** `100644`; `120000` is a symlink. */
  readonly mode: string;
  readonly type: string;
  readonly object: string;
  /** Bytes; 0 for what is no file. */
  readonly size: number;
}

/** Every file of a commit, or those under some paths. */
export async function listTree(clone: Clone, commit: string, paths: readonly string[] = []): Promise<TreeFile[]> {
  const text = await mustRun(clone, ['ls-tree', '-r', '-l', '-z', '--full-tree', commit, '--', ...paths]);
  return text
    .split('\0')
    .filter((row) => row !== '')
    .map(parseRow);
}

/** `100644 blob 7898192…      12<TAB>draft/entries/000.ndjson` */
function parseRow(row: string): TreeFile {
  const tab = row.indexOf('\t');
  const [mode = '', type = '', object = '', size = '0'] = row.slice(0, tab).split(/ +/);
  return { path: row.slice(tab + 1), mode, type, object, size: Number(size) || 0 };
}
