import { realAbra } from './abra.js';
import { realAge } from './age.js';
import { realClock } from './clock.js';
import { realEnvironment } from './environment.js';
import { realExclusive } from './exclusive.js';
import { realFiles } from './files.js';
import { realGit } from './git.js';
import { realPrivateFolders } from './private-folders.js';
import { realPrograms } from './programs.js';
import { realRandom } from './random.js';
import { realNodes } from './real-nodes.js';
import { realRecordKeys } from './record-keys.js';
import { realSshConfig } from './ssh-config.js';
import { realTerminal } from './terminal.js';
import type { Tools } from './tools.js';
import { realHttpClient } from './http-client.js';
import { realWeb } from './web.js';
import { realWorkers } from './workers.js';

/** The real ones: this machine, its programs, and the nodes that it can reach. */
export function realTools(): Tools {
  const environment = realEnvironment();
  return {
    abra: realAbra,
    age: realAge,
    clock: realClock,
    environment,
    // Abstract sockets are Linux's own.
    ...(process.platform === 'linux' ? { exclusive: realExclusive } : {}),
    files: realFiles,
    git: realGit(realPrograms),
    nodes: realNodes(environment, realPrograms, realClock),
    privateFolders: realPrivateFolders,
    programs: realPrograms,
    random: realRandom,
    recordKeys: realRecordKeys({ environment, programs: realPrograms }),
    sshConfig: realSshConfig(environment, realPrograms),
    terminal: realTerminal,
    http: realHttpClient,
    workers: realWorkers,
    web: realWeb,
  };
}
