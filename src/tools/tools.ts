import type { Abra } from './abra.js';
import type { Age } from './age.js';
import type { Clock } from './clock.js';
import type { Environment } from './environment.js';
import type { Exclusive } from './exclusive.js';
import type { Files } from './files.js';
import type { Git } from './git.js';
import type { HttpClient } from './http-client.js';
import type { Nodes, ReadingNodes } from './nodes.js';
import type { PrivateFolders } from './private-folders.js';
import type { Programs } from './programs.js';
import type { Random } from './random.js';
import type { RecordKeys } from './record-keys.js';
import type { SshConfig } from './ssh-config.js';
import type { Terminal } from './terminal.js';
import type { Web } from './web.js';
import type { Workers } from './workers.js';

/** Everything that a workflow may touch. */
export interface Tools {
  readonly abra: Abra;
  readonly age: Age;
  readonly clock: Clock;
  readonly environment: Environment;
  /** Names of which one process at a time holds each; none where the machine has no such thing. */
  readonly exclusive?: Exclusive;
  readonly files: Files;
  readonly git: Git;
  readonly http: HttpClient;
  readonly nodes: Nodes;
  readonly privateFolders: PrivateFolders;
  readonly programs: Programs;
  readonly random: Random;
  readonly recordKeys: RecordKeys;
  readonly sshConfig: SshConfig;
  readonly terminal: Terminal;
  readonly web: Web;
  /** All cores, for pure work that takes long. */
  readonly workers: Workers;
}

/**
 * The tools of planning: nodes can only be looked at, so that a change while planning does not compile.
 * Files and git keep the cache of recipes and the clone of the changelog on this machine.
 */
export interface ReadingTools extends Omit<Tools, 'nodes'> {
  readonly nodes: ReadingNodes;
}
