import type { Environment } from '../../src/tools/environment.js';
import type { Tools } from '../../src/tools/tools.js';
import { makeSleepingClock } from './clocks.js';
import { onlyWith } from './only-with.js';

/** A person's machine: no variables, folders that are nowhere. */
export function makeEnvironment(over: Partial<Environment> = {}): Environment {
  return {
    variables: {},
    home: '/home/ada',
    hostname: 'desk',
    userName: 'ada',
    isCi: false,
    isRoot: false,
    platform: 'linux',
    workingFolder: '/region',
    stateFolder: '/state',
    cacheFolder: '/cache',
    ...over,
  };
}

/** All tools of a workflow, of which only those that are handed in can be used, besides the clock. */
export function makeTools(over: Partial<Tools> = {}): Tools {
  return {
    clock: makeSleepingClock(),
    environment: makeEnvironment(),
    files: onlyWith('files'),
    git: onlyWith('git'),
    http: onlyWith('http'),
    nodes: onlyWith('nodes'),
    programs: onlyWith('programs'),
    terminal: onlyWith('terminal'),
    web: onlyWith('web'),
    ...over,
  };
}
