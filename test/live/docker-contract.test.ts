import { afterAll, beforeAll } from '@jest/globals';
import { putImages } from '../../src/lab/put-images.js';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import type { Docker } from '../../src/tools/docker.js';
import { describeDockerContract } from '../support/docker-contract.js';
import { useLab } from './support/lab.js';
import { describeOnDocker } from './support/other-docker.js';
import { makeReach, startSshd, type Reach } from './support/reach.js';

const image = 'example.org/app:1';
const ways = ['forwarded', 'dial-stdio'] as const;

for (const way of ways) describeOnDocker(`a real Docker, ${way}`, () => describeReal(way));

function describeReal(way: (typeof ways)[number]): void {
  const fixture = useLab({ nodes: 1, registries: ['example.org'] });
  let reach: Reach;
  let docker: Docker;

  beforeAll(async () => {
    reach = await makeReach(fixture);
    await putImages(fixture.tools, fixture.lab, [makeSmallImage(image, { kind: 'ok' })]);
    const port = way === 'forwarded' ? 22 : await startSshd(fixture, 1, 'AllowStreamLocalForwarding=no');
    docker = (await reach.nodes.connect(reach.wanted(fixture.node(1), { port }))).docker;
    if (docker.transport !== way) throw new Error(`reached by ${docker.transport}`);
  });
  afterAll(() => reach.close());

  describeDockerContract({ docker: () => docker, image });
}
