import type { Region } from '../model/region.js';
import type { ReadingFiles } from '../tools/files.js';
import { checkManifest } from './check-manifest.js';
import { makeRegion } from './make-region.js';
import { throwMistakes } from './mistake.js';
import { readManifestFiles } from './read-manifest-files.js';

/**
 * Reads and checks the region in a folder: region.yml and apps/*.yml. Every default is filled in, `needs` are
 * resolved, an app on several nodes gives an instance each.
 * Throws MANIFEST_NOT_FOUND, or MANIFEST_INVALID with one line of `details` for every mistake.
 */
export async function readRegion(files: ReadingFiles, folder: string): Promise<Region> {
  const read = await readManifestFiles(files, folder);
  const checked = checkManifest(read);
  const made = makeRegion(folder, checked);
  throwMistakes([...read.mistakes, ...checked.mistakes, ...made.mistakes]);
  return made.region;
}
