import { mkdir, readFile, readdir, rename, rm, stat, writeFile, chmod } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { compareText } from '../model/compare-text.js';
import { given } from '../model/given.js';

export interface FileEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
}

/** The file system, as far as reading goes. */
export interface ReadingFiles {
  /** Text of a file; undefined where there is none. */
  readText(path: string): Promise<string | undefined>;
  readBytes(path: string): Promise<Uint8Array | undefined>;
  /** What is in a folder, sorted by name; empty where there is none. */
  list(folder: string): Promise<FileEntry[]>;
  exists(path: string): Promise<boolean>;
  /** Bytes of a plain file, links followed, which is not opened; undefined for all else, pipes and devices too. */
  size(path: string): Promise<number | undefined>;
}

/** The file system. Writes are whole or not at all (a new file beside it, then renamed). */
export interface Files extends ReadingFiles {
  write(path: string, content: string | Uint8Array, mode?: number): Promise<void>;
  createFolder(path: string): Promise<void>;
  /** Removes a file or folder with all that is in it; nothing there is fine. */
  remove(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
}

export const realFiles: Files = {
  readText: (path) => readFile(path, 'utf8').catch(undefinedIfMissing),
  readBytes: (path) => readFile(path).catch(undefinedIfMissing),
  list: listFolder,
  exists: (path) =>
    stat(path).then(
      () => true,
      () => false,
    ),
  size: (path) =>
    stat(path).then(
      (found) => (found.isFile() ? found.size : undefined),
      () => undefined,
    ),
  write: writeWhole,
  createFolder: async (path) => void (await mkdir(path, { recursive: true })),
  remove: (path) => rm(path, { recursive: true, force: true }),
  rename,
};

async function listFolder(folder: string): Promise<FileEntry[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(undefinedIfMissing);
  return (entries ?? [])
    .map(
      (entry) =>
        ({
          name: entry.name,
          kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other',
        }) as const,
    )
    .sort((a, b) => compareText(a.name, b.name));
}

async function writeWhole(path: string, content: string | Uint8Array, mode?: number): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  await removeLeftBehind(folder);
  const temporary = join(folder, `.${machine}-${process.pid}-${Math.random().toString(36).slice(2)}.new`);
  try {
    await writeFile(temporary, content, { flush: true, ...given({ mode }) });
    if (mode !== undefined) await chmod(temporary, mode);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** A name that two machines which share a folder do not share. */
const machine = hostname().replace(/[^\w.]/g, '_');
const looked = new Set<string>();

/** What processes of this machine that were killed while they wrote left in a folder; looked for once in each. */
async function removeLeftBehind(folder: string): Promise<void> {
  if (looked.has(folder)) return;
  looked.add(folder);
  const names = await readdir(folder).catch(() => []);
  const left = names.filter((name) => name.startsWith(`.${machine}-`) && name.endsWith('.new') && !isWriterAlive(name));
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
}

function isWriterAlive(name: string): boolean {
  const pid = Number(/-(\d+)-[a-z0-9]+\.new$/.exec(name)?.[1]);
  try {
    return !Number.isInteger(pid) || process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function undefinedIfMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
  throw error;
}
