import { relative } from 'node:path';
import type { FileEntry, ReadingFiles } from './files.js';
import type { Git } from './git.js';

/** The files of a git work tree as they were at a commit; paths are those of the work tree. */
export function filesAtCommit(git: Git, folder: string, commit: string): ReadingFiles {
  return { readText, readBytes, list, exists, size };

  async function readBytes(path: string): Promise<Uint8Array | undefined> {
    const shown = await git.runBytes(['show', `${commit}:./${relative(folder, path)}`], { cwd: folder });
    return shown.exitCode === 0 ? shown.bytes : undefined;
  }

  async function readText(path: string): Promise<string | undefined> {
    const bytes = await readBytes(path);
    return bytes && Buffer.from(bytes).toString('utf8');
  }

  async function list(path: string): Promise<FileEntry[]> {
    const listed = await git.run(['ls-tree', '-z', `${commit}:./${relative(folder, path)}`], { cwd: folder });
    if (listed.exitCode !== 0) return [];
    return listed.stdout
      .split('\0')
      .filter((line) => line !== '')
      .map(entry);
  }

  async function size(path: string): Promise<number | undefined> {
    return (await readBytes(path))?.length;
  }

  async function exists(path: string): Promise<boolean> {
    const asked = await git.run(['cat-file', '-e', `${commit}:./${relative(folder, path)}`], { cwd: folder });
    return asked.exitCode === 0;
  }
}

function entry(line: string): FileEntry {
  const [about = '', name = ''] = line.split('\t');
  const type = about.split(' ')[1];
  return { name, kind: type === 'blob' ? 'file' : type === 'tree' ? 'folder' : 'other' };
}
