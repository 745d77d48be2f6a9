import type { Background } from './background.js';
import { realBackground } from './background.js';
import type { Clock } from './clock.js';
import { realClock } from './clock.js';
import type { DelayProxies } from './delay-proxies.js';
import { realDelayProxies } from './delay-proxies.js';
import type { DockerSocket } from './docker-socket.js';
import { realDockerSocket } from './docker-socket.js';
import type { Environment } from './environment.js';
import { realEnvironment } from './environment.js';
import type { Exclusive } from './exclusive.js';
import { realExclusive } from './exclusive.js';
import type { Files } from './files.js';
import { realFiles } from './files.js';
import type { Internet } from './internet.js';
import { realInternet } from './internet.js';
import type { Programs } from './programs.js';
import { realPrograms } from './programs.js';

/** What a lab is raised with. */
export interface LabTools {
  readonly clock: Clock;
  readonly environment: Environment;
  readonly files: Files;
  readonly programs: Programs;
  readonly background: Background;
  readonly delayProxies: DelayProxies;
  readonly exclusive: Exclusive;
  readonly dockerSocket: DockerSocket;
  readonly internet: Internet;
}

export function realLabTools(): LabTools {
  return {
    clock: realClock,
    environment: realEnvironment(),
    files: realFiles,
    programs: realPrograms,
    background: realBackground,
    delayProxies: realDelayProxies(realBackground),
    exclusive: realExclusive,
    dockerSocket: realDockerSocket,
    internet: realInternet,
  };
}
