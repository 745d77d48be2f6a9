import { basename, dirname } from 'node:path';
import { compareText } from '../model/compare-text.js';
import type { ReadingFiles } from './files.js';

/** The files with further ones, by path, as if they were written already. */
export function filesWithAll(files: ReadingFiles, texts: ReadonlyMap<string, string>): ReadingFiles {
  return {
    readText: async (asked) => texts.get(asked) ?? files.readText(asked),
    readBytes: async (asked) => (texts.has(asked) ? Buffer.from(texts.get(asked) ?? '') : files.readBytes(asked)),
    async list(folder) {
      const there = await files.list(folder);
      const names = [...texts.keys()].filter((path) => dirname(path) === folder).map((path) => basename(path));
      const more = names.filter((name) => there.every((entry) => entry.name !== name));
      return [...there, ...more.map((name) => ({ name, kind: 'file' }) as const)].sort((a, b) =>
        compareText(a.name, b.name),
      );
    },
    exists: async (asked) => texts.has(asked) || files.exists(asked),
    size: async (asked) => (texts.has(asked) ? Buffer.byteLength(texts.get(asked) ?? '') : files.size(asked)),
  };
}

/** The files with one file's text in place of its own, as if it were written already. */
export function filesWith(files: ReadingFiles, path: string, text: string): ReadingFiles {
  return {
    readText: async (asked) => (asked === path ? text : files.readText(asked)),
    readBytes: async (asked) => (asked === path ? Buffer.from(text) : files.readBytes(asked)),
    list: (folder) => files.list(folder),
    exists: (asked) => files.exists(asked),
    size: async (asked) => (asked === path ? Buffer.byteLength(text) : files.size(asked)),
  };
}
