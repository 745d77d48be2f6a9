import { link, mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KnownError } from '../model/known-error.js';

/** Files of which there is one maker: whoever else tries is told that it is there already, in this process or in another. */
export interface Claims {
  /**
   * Makes a file that nobody has made before. True: it is there, whole, and a power cut does not take it away.
   * False: it was there. By link(2), which also holds between containers and machines that share a folder.
   */
  claim(path: string, content: string, mode?: number): Promise<boolean>;
}

export const realClaims: Claims = {
  async claim(path, content, mode = 0o666) {
    const folder = dirname(path);
    const made = await mkdir(folder, { recursive: true });
    if (made !== undefined) await syncFolder(dirname(made));
    const temporary = join(folder, `.${process.pid}-${Date.now()}-${Math.random().toString(36).slice(2)}.new`);
    try {
      await writeDurably(temporary, content, mode);
      return await linkUnlessThere(temporary, path);
    } finally {
      await rm(temporary, { force: true });
    }
  },
};

async function writeDurably(path: string, content: string, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function linkUnlessThere(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK'].includes(code)) throw error;
    throw new KnownError('TOOL_MISSING', `${dirname(to)}: the file system there makes no hard links`, {
      tryThis: ['let XDG_STATE_HOME name a folder on another one, such as ext4, xfs, btrfs, zfs or nfs'],
      cause: error,
    });
  }
  await syncFolder(dirname(to));
  return true;
}

/** A new name is only safe once its folder is written too (fsync(2)). */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
