import { join } from 'node:path';
import pLimit from 'p-limit';
import { KnownError } from '../model/known-error.js';
import type { FileEntry, ReadingFiles } from '../tools/files.js';
import type { ManifestFile } from './manifest-file.js';
import type { Mistake } from './mistake.js';
import { parseYaml, type YamlRead } from './parse-yaml.js';

export interface ManifestFiles {
  readonly region: ManifestFile | undefined;
  readonly apps: readonly ManifestFile[];
  readonly mistakes: readonly Mistake[];
}

/** Reads region.yml and apps/*.yml of a region folder. Throws MANIFEST_NOT_FOUND where there is no region.yml. */
export async function readManifestFiles(files: ReadingFiles, folder: string): Promise<ManifestFiles> {
  const region = await readOne(files, folder, 'region.yml');
  if (!region) throw notFound(folder);
  const entries = (await files.list(join(folder, 'apps'))).filter(isAppFile);
  const atOnce = pLimit(64);
  const reads = await Promise.all(entries.map(({ name }) => atOnce(() => readOne(files, folder, `apps/${name}`))));
  const apps = reads.filter((read) => read !== undefined);
  return {
    region: region.source,
    apps: apps.flatMap(({ source }) => source ?? []),
    mistakes: [...[region, ...apps].flatMap(({ mistakes }) => mistakes), ...entries.flatMap(oddName)],
  };
}

async function readOne(files: ReadingFiles, folder: string, file: string): Promise<YamlRead | undefined> {
  const text = await files.readText(join(folder, file));
  return text === undefined ? undefined : parseYaml(file, text);
}

function isAppFile({ name, kind }: FileEntry): boolean {
  return kind !== 'folder' && !name.startsWith('.') && /\.ya?ml$/i.test(name);
}

/** A file that looks like an app and is not read would be an app that silently is not there. */
function oddName({ name }: FileEntry): Mistake[] {
  if (name.endsWith('.yml')) return [];
  const says = `is not read: rename it to ${name.replace(/\.ya?ml$/i, '.yml')}.`;
  return [{ at: { file: `apps/${name}` }, says }];
}

function notFound(folder: string): KnownError {
  return new KnownError('MANIFEST_NOT_FOUND', `There is no region.yml in ${folder}.`, {
    tryThis: [
      'go to the folder of the region, or name it: tend -C FOLDER',
      'begin a new one: tend init NAME --domain DOMAIN',
    ],
  });
}
