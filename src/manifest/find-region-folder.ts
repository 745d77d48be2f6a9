import { dirname, join, resolve } from 'node:path';
import type { ReadingFiles } from '../tools/files.js';

/** The nearest folder with a region.yml, from a folder upwards; undefined where there is none. */
export async function findRegionFolder(files: ReadingFiles, from: string): Promise<string | undefined> {
  const folder = resolve(from);
  if (await files.exists(join(folder, 'region.yml'))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : findRegionFolder(files, above);
}
