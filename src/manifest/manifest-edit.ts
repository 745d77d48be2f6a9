import { basename, join } from 'node:path';
import { isMapping } from '../model/is-mapping.js';
import { KnownError } from '../model/known-error.js';
import type { ReadingFiles } from '../tools/files.js';
import type { AppPath } from './edit-app.js';
import type { ManifestFile } from './manifest-file.js';
import { valueAt } from './yaml-source.js';
import { readManifestFiles } from './read-manifest-files.js';

/** A change to one file of the manifest, not yet written. */
export interface ManifestEdit {
  /** From the region folder: `apps/wiki.yml`. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** Where an app stands. */
export interface AppFile {
  readonly file: string;
  readonly text: string;
  readonly path: AppPath;
}

/** The file in which an app (`wiki`, by its key) stands, and where in it; undefined where it stands in none. */
export async function findAppFile(files: ReadingFiles, folder: string, key: string): Promise<AppFile | undefined> {
  const { region, apps } = await readManifestFiles(files, folder);
  for (const source of region ? [region, ...apps] : apps) {
    const path = findApp(source, key);
    if (path) return { file: source.file, text: source.text, path };
  }
  return undefined;
}

function findApp({ file, value }: ManifestFile, key: string): AppPath | undefined {
  if (isMapping(valueAt(value, ['apps', key]))) return ['apps', key];
  const holdsOne = file !== 'region.yml' && isMapping(value) && !('apps' in value);
  return holdsOne && basename(file, '.yml') === key ? [] : undefined;
}

/**
 * What an edit of an app would write: `planAppEdit(files, folder, 'wiki', (text, path) => setAppVersion(text, path, '1.3.0'))`.
 * Throws USAGE where there is no such app, MANIFEST_INVALID where the text cannot be edited safely.
 */
export async function planAppEdit(
  files: ReadingFiles,
  { folder, key }: { readonly folder: string; readonly key: string },
  edit: (text: string, where: AppPath) => string,
): Promise<ManifestEdit> {
  const found = await findAppFile(files, folder, key);
  if (!found)
    throw new KnownError('USAGE', `There is no app ${key} in ${folder}.`, {
      tryThis: [`see which there are: tend status -C ${folder}`],
    });
  return { file: found.file, before: found.text, after: edit(found.text, found.path) };
}

/** What an edit of region.yml would write. */
export async function planRegionEdit(
  files: ReadingFiles,
  folder: string,
  edit: (text: string) => string,
): Promise<ManifestEdit> {
  const before = await files.readText(join(folder, 'region.yml'));
  if (before === undefined)
    throw new KnownError('MANIFEST_NOT_FOUND', `There is no region.yml in ${folder}.`, {
      tryThis: ['start a region there: tend init NAME --domain DOMAIN', 'or name the folder of one: -C DIR'],
    });
  return { file: 'region.yml', before, after: edit(before) };
}
