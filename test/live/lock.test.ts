import { afterAll, beforeAll } from '@jest/globals';
import type { Docker } from '../../src/tools/docker.js';
import { realTime } from '../support/clocks.js';
import { describeLocks } from '../support/lock-contract.js';
import { useLab } from './support/lab.js';
import { describeOnDocker } from './support/other-docker.js';
import { makeReach, type Reach } from './support/reach.js';

describeOnDocker('a lock on a real swarm', () => {
  const fixture = useLab({ nodes: 1 });
  let reach: Reach;
  let docker: Docker;
  beforeAll(async () => {
    reach = await makeReach(fixture);
    ({ docker } = await reach.nodes.connect(reach.wanted(fixture.node(1))));
  });
  afterAll(() => reach.close());

  describeLocks({ docker: () => docker, time: realTime });
});
