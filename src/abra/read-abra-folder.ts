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
  /** What stands where an .env would and is none; `says` names the file too. */
  readonly leftOut: readonly { readonly file: string; readonly says: string }[];
  readonly notices: readonly string[];
}

/** Bytes. An .env with all that a recipe offers has some thousand. */
const largestFile = 1 << 20;

/**
 * Reads `servers/<server>/<domain>.env` of an ABRA_DIR, symbolic links followed (abra-facts.ts). Hidden folders, such as
 * a .git of the servers, and files of other names are passed over. Throws USAGE where there are no servers.
 */
export async function readAbraFolder(files: ReadingFiles, folder: string): Promise<AbraFolder> {
  const entries = (await files.list(join(folder, 'servers'))).filter(isVisible).filter(({ kind }) => kind !== 'file');
  if (entries.length === 0) throw noServers(folder);
  const found = await Promise.all(entries.map((entry) => readServer(files, folder, entry)));
  return {
    servers: found.flatMap(({ server }) => server ?? []),
    apps: found.flatMap(({ apps }) => apps),
    leftOut: found.flatMap(({ leftOut }) => leftOut),
    notices: found.flatMap(({ notices }) => notices),
  };
}

interface FoundServer extends Omit<AbraFolder, 'servers'> {
  readonly server?: string;
}

const nothing: FoundServer = { apps: [], leftOut: [], notices: [] };

async function readServer(files: ReadingFiles, folder: string, { name, kind }: FileEntry): Promise<FoundServer> {
  const path = join(folder, 'servers', name);
  if (kind === 'other' && (await files.size(path)) !== undefined) return nothing;
  if (!(await files.exists(path))) return { ...nothing, notices: [leadsNowhere(`servers/${name}`)] };
  const entries = (await files.list(path)).filter(isVisible).filter(isEnvFile);
  const read = await Promise.all(entries.map((entry) => readApp(files, folder, { server: name, name: entry.name })));
  return {
    server: name,
    apps: read.flatMap((one) => ('text' in one ? [one] : [])),
    leftOut: read.flatMap((one) => ('says' in one ? [one] : [])),
    notices: read.flatMap((one) => ('notice' in one ? [one.notice] : [])),
  };
}

type FoundFile = AbraFile | { readonly file: string; readonly says: string } | { readonly notice: string };

/** What is no plain file is not opened: a pipe would never end, a device neither. */
async function readApp(
  files: ReadingFiles,
  folder: string,
  { server, name }: { readonly server: string; readonly name: string },
): Promise<FoundFile> {
  const file = `servers/${server}/${name}`;
  const path = join(folder, file);
  const size = await files.size(path);
  if (size === undefined)
    return (await files.exists(path)) ? { file, says: `${file}: it is no plain file` } : { notice: leadsNowhere(file) };
  if (size > largestFile) return { file, says: `${file}: it is larger than 1 MiB` };
  const text = (await files.readText(path)) ?? '';
  return { server, name: name.slice(0, -'.env'.length), file, text };
}

function leadsNowhere(file: string): string {
  return `${file} is a link that leads nowhere`;
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
