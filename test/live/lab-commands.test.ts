import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Lab, LabStatus } from '../../src/model/lab.js';
import { realPrograms } from '../../src/tools/programs.js';
import { labFixture } from './support/lab-fixture.js';
import { realLabTools } from '../../src/tools/lab-tools.js';
import { tracesOf } from './support/traces.js';

const tools = realLabTools();
const number = 21;
const program = new URL('../../bin/run.js', import.meta.url).pathname;

describe('tend lab', () => {
  afterAll(() => tend('lab', 'down', '--number', String(number)));

  test('raises servers that stay, tells of them and takes them away', async () => {
    const up = await tend(
      'lab',
      'up',
      '--json',
      '--nodes',
      '1',
      '--number',
      String(number),
      '--hosts',
      'wiki.lab.example=1',
    );
    const lab = JSON.parse(up.stdout) as Lab;
    expect(lab).toMatchObject({ number, swarm: 'each' });
    expect((await labFixture(tools, () => lab).ssh(1, 'docker node ls -q', 'deploy')).stdout).toHaveLength(25);
    expect(await readFile('/etc/hosts', 'utf8')).toContain(`${lab.nodes[0]!.address} wiki.lab.example\n`);
    const { labs } = JSON.parse((await tend('lab', 'status', '--json')).stdout) as { labs: LabStatus[] };
    expect(labs).toContainEqual(expect.objectContaining({ number, state: 'alive', owned: false }));
    expect(await tend('lab', 'down', '--number', String(number))).toMatchObject({
      exitCode: 0,
      stdout: 'lab 21 is gone',
    });
    expect(await tracesOf(tools, number)).toEqual([]);
    expect(await readFile('/etc/hosts', 'utf8')).not.toContain('tend-lab-21');
  });

  test('refuses a name that leads to no server', async () => {
    const refused = await tend('lab', 'up', '--nodes', '1', '--hosts', 'wiki.lab.example=2');
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('a server from 1 to 1') });
  });
});

function tend(...words: readonly string[]) {
  return realPrograms.run(process.execPath, [program, ...words], { env: { NO_COLOR: '1' } });
}
