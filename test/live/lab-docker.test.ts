import { expect, test } from '@jest/globals';
import { startNode, stopNode } from '../../src/lab/node-power.js';
import { readLabStatus } from '../../src/lab/read-lab-status.js';
import { useLab } from './support/lab.js';
import { describeOnDocker, otherDocker } from './support/other-docker.js';

describeOnDocker('the Docker of a lab', () => {
  const fixture = useLab({ nodes: 1 });

  test('is the wanted one for whoever logs in, also after the power was cut, and the status tells it', async () => {
    await stopNode(fixture.tools, fixture.node(1));
    await startNode(fixture.tools, fixture.lab, fixture.node(1));
    const wanted = otherDocker()?.version ?? (await ownVersion());
    const programs = await fixture.ssh(1, '/usr/sbin/dockerd --version; /usr/bin/docker --version', 'deploy');
    if (otherDocker())
      expect(programs.stdout.match(/version [^,]+/g)).toEqual([`version ${wanted}`, `version ${wanted}`]);
    const labs = await readLabStatus(fixture.tools);
    expect(labs).toContainEqual(expect.objectContaining({ number: fixture.lab.number, docker: wanted }));
  });

  async function ownVersion(): Promise<string> {
    const said = await fixture.tools.programs.run('dockerd', ['--version'], { env: { PATH: '/usr/sbin:/usr/bin' } });
    return /version ([^,]+)/.exec(said.stdout)?.[1] ?? '';
  }
});
