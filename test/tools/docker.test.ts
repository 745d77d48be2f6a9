import { afterAll, beforeAll, describe } from '@jest/globals';
import { realClock } from '../../src/tools/clock.js';
import type { Docker } from '../../src/tools/docker.js';
import { realPrograms } from '../../src/tools/programs.js';
import { realNodes } from '../../src/tools/real-nodes.js';
import { makeNode } from '../support/builders.js';
import { describeDockerContract } from '../support/docker-contract.js';
import { makeFakeDocker } from '../support/fake-docker.js';
import { makeEnvironment } from '../support/make-tools.js';
import type { ListeningSocket } from '../support/listen-at-socket.js';
import { serveDocker } from '../support/serve-docker.js';

describe('the fake Docker', () => {
  const { docker } = makeFakeDocker();
  describeDockerContract({ docker: () => docker, image: 'example.org/app:1' });
});

describe('the fake Docker at a socket', () => {
  const nodes = realNodes(makeEnvironment(), realPrograms, realClock);
  let served: ListeningSocket;
  let docker: Docker;
  beforeAll(async () => {
    served = await serveDocker(makeFakeDocker().docker);
    docker = (await nodes.connect(makeNode({ host: 'local', socket: served.socket }))).docker;
  });
  afterAll(async () => {
    await nodes.closeAll();
    await served.close();
  });

  describeDockerContract({ docker: () => docker, image: 'example.org/app:1' });
});
