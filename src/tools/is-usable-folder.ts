import { isAbsolute } from 'node:path';

/** Debian's home of accounts that have none: nothing is ever written there. */
export const noHome = '/nonexistent';

/** Whether HOME or XDG_… names a folder; one that is empty or relative counts as unset (XDG Base Directory, 0.8). */
export function isUsableFolder(folder: string | undefined): folder is string {
  return folder !== undefined && isAbsolute(folder) && folder !== noHome;
}
