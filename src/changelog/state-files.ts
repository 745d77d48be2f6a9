import { KnownError } from '../model/known-error.js';
import type { Files } from '../tools/files.js';

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'it is on a disk that can only be read',
  EACCES: 'it belongs to somebody else',
  EPERM: 'it belongs to somebody else',
};

/** Files whose writing fails in plain words: CHANGELOG_REFUSED where a folder of ours is full or not ours to write. */
export function stateFiles(files: Files): Files {
  return {
    ...files,
    write: (path, content, mode) => told(path, files.write(path, content, mode)),
    createFolder: (path) => told(path, files.createFolder(path)),
    remove: (path) => told(path, files.remove(path)),
    rename: (from, to) => told(to, files.rename(from, to)),
  };
}

async function told(path: string, writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    const reason = reasonOf(error as NodeJS.ErrnoException);
    if (reason === undefined) throw error;
    throw new KnownError('CHANGELOG_REFUSED', `${path} cannot be written: ${reason}`, {
      tryThis: ['what is kept of the record on this machine stands there: make room, or give it back to yourself'],
      cause: error,
    });
  }
}

/** Where a disk can only be read, Node says of a folder in a folder that was to be made that there is none. */
function reasonOf({ code = '', syscall }: NodeJS.ErrnoException): string | undefined {
  return syscall === 'mkdir' && code === 'ENOENT' ? reasons['EROFS'] : reasons[code];
}
