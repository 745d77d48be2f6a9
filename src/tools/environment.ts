import { homedir, hostname, userInfo } from 'node:os';
import { join } from 'node:path';

/** What tend reads from its surroundings. */
export interface Environment {
  readonly variables: Readonly<Record<string, string | undefined>>;
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

/** The surroundings of this process. */
export function realEnvironment(): Environment {
  const variables = process.env;
  const home = variables['HOME'] ?? homedir();
  return {
    variables,
    home,
    hostname: hostname(),
    userName: variables['USER'] ?? userInfo().username,
    isCi: variables['CI'] !== undefined && variables['CI'] !== '' && variables['CI'] !== 'false',
    isRoot: process.getuid?.() === 0,
    platform: process.platform,
    workingFolder: process.cwd(),
    stateFolder: join(variables['XDG_STATE_HOME'] ?? join(home, '.local', 'state'), 'tend'),
    cacheFolder: join(variables['XDG_CACHE_HOME'] ?? join(home, '.cache'), 'tend'),
  };
}
