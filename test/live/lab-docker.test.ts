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
    const wanted = await versionsIn(otherDocker()?.folder ?? '');
    const programs = await fixture.ssh(1, '/usr/sbin/dockerd --version; /usr/bin/docker --version', 'deploy');
    expect(versionsOf(programs.stdout)).toEqual(wanted);
    const labs = await readLabStatus(fixture.tools);
    expect(labs).toContainEqual(expect.objectContaining({ number: fixture.lab.number, docker: wanted[0] }));
  });

  /** Of the daemon and of the client, which somebody may have put together from two releases. */
  async function versionsIn(folder: string): Promise<string[]> {
    const paths = [`${folder}/usr/sbin/dockerd`, `${folder}/usr/bin/docker`];
    const said = await Promise.all(paths.map((path) => fixture.tools.programs.run(path, ['--version'])));
    return said.flatMap(({ stdout }) => versionsOf(stdout));
  }

  function versionsOf(said: string): string[] {
    return [...said.matchAll(/version ([^\s,]+)/g)].flatMap(([, version = '']) => version);
  }
});
