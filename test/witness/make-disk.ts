import type { StateTools } from '../../src/witness/cosigned-heads.js';

/** A disk in memory that answers each call when `wait` lets it, as one between processes does. */
export function makeDisk(wait: (what: string) => Promise<unknown>): StateTools {
  const disk = new Map<string, string>();
  async function later<T>(what: string, act: () => T): Promise<T> {
    await wait(what);
    return act();
  }
  return {
    claims: { claim: (path, content) => later('claim', () => !disk.has(path) && disk.set(path, content) === disk) },
    files: {
      readText: (path) => later('read', () => disk.get(path)),
      list: (folder) => later('list', () => namesIn(disk, folder).map((name) => ({ name, kind: 'file' as const }))),
      remove: (path) => later('remove', () => void disk.delete(path)),
    },
  };
}

function namesIn(disk: ReadonlyMap<string, string>, folder: string): string[] {
  const inside = [...disk.keys()].filter((path) => path.startsWith(`${folder}/`));
  return inside.map((path) => path.slice(folder.length + 1)).sort();
}
