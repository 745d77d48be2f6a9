// As src/tools/user-folders.ts has it (XDG Base Directory, 0.8): a HOME or XDG_… that is empty or relative counts as unset. Else keys,
// caches and compiled code would lie below the current folder: tend's own, and those of git and of all else that it starts.
import { userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Debian's home of accounts that have none. */
const noHome = '/nonexistent';

/** Puts these variables right, before anybody reads them; gives the folder for caches, where there is one. */
export function mendFolders(variables = process.env) {
  const account = readAccount();
  // oclif 5.1.9 asks for the account's shell where SHELL does not name one, and throws where there is no account.
  if (account === undefined) variables.SHELL ??= '/bin/sh';
  for (const name of Object.keys(variables))
    if (/^XDG_\w+_HOME$/.test(name) && !isAbsolute(variables[name])) delete variables[name];
  if (!isAbsolute(variables.HOME ?? '')) variables.HOME = account?.homedir ?? noHome;
  if (variables.XDG_CACHE_HOME) return variables.XDG_CACHE_HOME;
  return variables.HOME === noHome ? undefined : join(variables.HOME, '.cache');
}

/** Undefined for a number that no account has, as containers run under. */
function readAccount() {
  try {
    return userInfo();
  } catch {
    return undefined;
  }
}
