import { basename, dirname } from 'node:path';
import type { ReadingFiles } from '../../src/tools/files.js';

/** Files that stand in memory, by absolute path. */
export function memoryFiles(texts: Readonly<Record<string, string>>): ReadingFiles {
  const paths = Object.keys(texts);
  return {
    readText: async (path) => texts[path],
    readBytes: async (path) => (texts[path] === undefined ? undefined : Buffer.from(texts[path])),
    exists: async (path) => paths.some((one) => one === path || one.startsWith(`${path}/`)),
    size: async (path) => (texts[path] === undefined ? undefined : Buffer.byteLength(texts[path])),
    list: async (folder) =>
      paths
        .filter((path) => dirname(path) === folder)
        .sort()
        .map((path) => ({ name: basename(path), kind: 'file' as const })),
  };
}
