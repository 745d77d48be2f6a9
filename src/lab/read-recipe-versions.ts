import { join } from 'node:path';
import type { ReadingFiles } from '../tools/files.js';

/** A version of one of our own recipes with everything in it, by path. */
export interface RecipeFolder {
  /** `1.1.0+1.28.0`, also the name of its folder. */
  readonly version: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const natural = new Intl.Collator('en', { numeric: true });

/**
 * Reads the versions of a recipe, oldest first: the first folder is whole, each later one lies over the one before it.
 * `rehearsal` takes the ones that are broken on purpose with it.
 */
export async function readRecipeVersions(
  files: ReadingFiles,
  folder: string,
  rehearsal = false,
): Promise<RecipeFolder[]> {
  const folders = await versionFolders(files, folder);
  if (rehearsal) folders.push(...(await versionFolders(files, join(folder, 'rehearsal'))));
  const versions: RecipeFolder[] = [];
  for (const { name, path } of folders.sort((a, b) => natural.compare(a.name, b.name))) {
    const below = versions.at(-1)?.files ?? [];
    versions.push({ version: name, files: new Map([...below, ...(await readTree(files, path))]) });
  }
  return versions;
}

async function versionFolders(files: ReadingFiles, folder: string) {
  const entries = await files.list(folder);
  return entries
    .filter((entry) => entry.kind === 'folder' && /^\d/.test(entry.name))
    .map(({ name }) => ({ name, path: join(folder, name) }));
}

async function readTree(files: ReadingFiles, folder: string): Promise<[string, Uint8Array][]> {
  const found: [string, Uint8Array][] = [];
  for (const { name, kind } of await files.list(folder)) {
    const path = join(folder, name);
    if (kind === 'folder')
      for (const [below, content] of await readTree(files, path)) found.push([`${name}/${below}`, content]);
    if (kind === 'file') found.push([name, (await files.readBytes(path)) ?? new Uint8Array()]);
  }
  return found;
}
