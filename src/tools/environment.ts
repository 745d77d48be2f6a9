import { KnownError } from '../model/known-error.js';
import { hostname } from 'node:os';
import { readAccount } from './account.js';
import { isCi } from './is-ci.js';
import { userFolders } from './user-folders.js';

/** What tend reads from its surroundings. */
export interface Environment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Absolute; `/nonexistent` where the account has none. */
  readonly home: string;
  readonly hostname: string;
  readonly userName: string;
  readonly isCi: boolean;
  readonly isRoot: boolean;
  readonly platform: string;
  readonly workingFolder: string;
  /** `$XDG_STATE_HOME/tend`: changelog clones, pins, spool. */
  readonly stateFolder: string;
  /** `$XDG_CACHE_HOME/tend`: recipes. */
  readonly cacheFolder: string;
}

/** The surroundings of this process. Throws TOOL_MISSING where there is no folder for state and cache. */
export function realEnvironment(): Environment {
  const variables = process.env;
  const account = readAccount();
  return {
    variables,
    ...userFolders(variables, account?.homedir),
    hostname: hostname(),
    userName: variables['USER'] || account?.username || `uid-${process.getuid?.() ?? 0}`,
    isCi: isCi(variables),
    isRoot: process.getuid?.() === 0,
    platform: process.platform,
    workingFolder: workingFolder(),
  };
}

function workingFolder(): string {
  try {
    return process.cwd();
  } catch (error) {
    throw new KnownError('USAGE', 'the folder in which you are does not exist any more', {
      tryThis: ['go into the folder of the region: cd DIR'],
      cause: error,
    });
  }
}
