import { join } from 'node:path';
import { KnownError } from '../model/known-error.js';
import { isUsableFolder, noHome } from './is-usable-folder.js';

/** Where a person's own files lie. */
export interface UserFolders {
  readonly home: string;
  readonly stateFolder: string;
  readonly cacheFolder: string;
}

/**
 * Home, state and cache. An empty or relative HOME or XDG_… counts as unset (XDG Base Directory, 0.8), because else keys would be
 * written into the current folder; `accountHome` is the home that the account has without the variable.
 * Throws TOOL_MISSING where nothing names a folder for state or cache.
 */
export function userFolders(
  variables: Readonly<Record<string, string | undefined>>,
  accountHome: string | undefined,
): UserFolders {
  const home = [variables['HOME'], accountHome].find(isUsableFolder) ?? noHome;
  const below = (variable: string, usual: string) => {
    const named = variables[variable];
    if (isUsableFolder(named)) return join(named, 'tend');
    if (home === noHome) throw noFolder();
    return join(home, usual, 'tend');
  };
  return {
    home,
    stateFolder: below('XDG_STATE_HOME', '.local/state'),
    cacheFolder: below('XDG_CACHE_HOME', '.cache'),
  };
}

function noFolder(): KnownError {
  const message = 'HOME names no folder, and this account has no home: tend has no place for its files';
  return new KnownError('TOOL_MISSING', message, {
    details: ['it keeps there the keys for the record, a copy of the record, and recipes'],
    tryThis: [
      'name your home folder by its whole path: export HOME=/home/you',
      'or name folders that last: export XDG_STATE_HOME=/var/lib/tend XDG_CACHE_HOME=/var/cache/tend',
    ],
  });
}
