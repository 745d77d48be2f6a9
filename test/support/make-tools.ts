import type { Environment } from '../../src/tools/environment.js';
import type { Tools } from '../../src/tools/tools.js';
import { noWorkers } from '../../src/tools/workers.js';
import { makeSleepingClock } from './clocks.js';
import { fixedRandom } from './fixed-random.js';
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

/** All tools of a workflow, of which only those that are handed in can be used, besides clock and chance. */
export function makeTools(over: Partial<Tools> = {}): Tools {
  return {
    abra: onlyWith('abra'),
    age: onlyWith('age'),
    clock: makeSleepingClock(),
    environment: makeEnvironment(),
    files: onlyWith('files'),
    git: onlyWith('git'),
    http: onlyWith('http'),
    nodes: onlyWith('nodes'),
    privateFolders: onlyWith('privateFolders'),
    programs: onlyWith('programs'),
    random: fixedRandom(),
    recordKeys: onlyWith('recordKeys'),
    sshConfig: onlyWith('sshConfig'),
    terminal: onlyWith('terminal'),
    web: onlyWith('web'),
    workers: noWorkers,
    ...over,
  };
}
