import { join } from 'node:path';
import { KnownError } from '../model/known-error.js';
import type { FileEntry, ReadingFiles } from '../tools/files.js';

/** One app of an ABRA_DIR: its .env as it stands. */
export interface AbraFile {
  /** Name of the server's folder: an ssh host, or `default` for the machine itself. */
  readonly server: string;
  /** abra's name of the app, which is its domain: the file's name without `.env`. */
  readonly name: string;
  /** From the ABRA_DIR: `servers/one.example.org/wiki.example.org.env`. */
  readonly file: string;
  readonly text: string;
}

export interface AbraFolder {
  readonly servers: readonly string[];
  readonly apps: readonly AbraFile[];
  readonly notices: readonly string[];
}

/**
 * Reads `servers/<server>/<domain>.env` of an ABRA_DIR, symbolic links followed (abra-facts.ts). Hidden folders, such as
 * a .git of the servers, and files of other names are passed over. Throws USAGE where there are no servers.
 */
export async function readAbraFolder(files: ReadingFiles, folder: string): Promise<AbraFolder> {
  const entries = (await files.list(join(folder, 'servers'))).filter(isVisible).filter(({ kind }) => kind !== 'file');
  const found = await Promise.all(entries.map(({ name }) => readServer(files, folder, name)));
  if (entries.length === 0) throw noServers(folder);
  return {
    servers: entries.map(({ name }) => name),
    apps: found.flatMap(({ apps }) => apps),
    notices: found.flatMap(({ notices }) => notices),
  };
}

async function readServer(files: ReadingFiles, folder: string, server: string) {
  const entries = (await files.list(join(folder, 'servers', server))).filter(isVisible).filter(isEnvFile);
  const read = await Promise.all(
    entries.map(async ({ name }) => {
      const file = `servers/${server}/${name}`;
      return { server, name: name.slice(0, -'.env'.length), file, text: await files.readText(join(folder, file)) };
    }),
  );
  return {
    apps: read.flatMap(({ text, ...app }) => (text === undefined ? [] : [{ ...app, text }])),
    notices: read.flatMap(({ file, text }) => (text === undefined ? [`${file} is a link that leads nowhere`] : [])),
  };
}

function isVisible({ name }: FileEntry): boolean {
  return !name.startsWith('.');
}

function isEnvFile({ name, kind }: FileEntry): boolean {
  return kind !== 'folder' && name.endsWith('.env');
}

function noServers(folder: string): KnownError {
  return new KnownError('USAGE', `${folder} holds no servers/: it is no folder of abra's`, {
    tryThis: ['name the folder: tend import ABRA_DIR', 'or start without one: tend init NAME --domain DOMAIN'],
  });
}
