import { describe, expect, test } from '@jest/globals';
import { lowerLab } from '../../src/lab/lower-lab.js';
import { raiseLab } from '../../src/lab/raise-lab.js';
import { realLabTools } from '../../src/tools/lab-tools.js';
import { labFixture } from './support/lab-fixture.js';
import { useLab } from './support/lab.js';
import { tracesOf } from './support/traces.js';

const tools = realLabTools();

describe('a lab of two servers', () => {
  const fixture = useLab({ nodes: 2 });

  test('gives each server a swarm of its own, reachable over ssh', async () => {
    const answers = await Promise.all(
      [1, 2].map((index) => fixture.ssh(index, 'docker info --format "{{.Swarm.Cluster.ID}}"')),
    );
    const swarms = answers.map(({ stdout }) => stdout.trim());
    expect(swarms.every((id) => /^[a-z0-9]{25}$/.test(id))).toBe(true);
    expect(new Set(swarms).size).toBe(2);
  });

  test('lets deploy reach Docker, and visitor not', async () => {
    expect((await fixture.ssh(1, 'docker version', 'deploy')).exitCode).toBe(0);
    expect((await fixture.ssh(1, 'docker version', 'visitor')).exitCode).toBe(1);
  });

  test('shows nothing of this machine: its processes, its hosts, its home', async () => {
    const seen = await fixture.ssh(1, 'hostname; ls -A ~; ls /var/lib; cat /proc/1/comm');
    expect(seen.stdout.split('\n')).toEqual([fixture.node(1).name, '.ssh', 'docker', 'sh']);
  });

  test('stands beside another lab without meeting it', async () => {
    const other = await raiseLab(tools, { from: 30, nodes: 1, owner: await tools.background.self() });
    try {
      expect(other.number).not.toBe(fixture.lab.number);
      const beside = labFixture(tools, () => other);
      expect((await beside.ssh(1, 'docker node ls -q')).stdout).toHaveLength(25);
      const across = await beside.ssh(1, `timeout 2 bash -c '< /dev/tcp/${fixture.node(1).address}/22'`);
      expect(across.exitCode).not.toBe(0);
    } finally {
      await lowerLab(tools, other.number);
    }
    expect(await tracesOf(tools, other.number)).toEqual([]);
    expect((await fixture.ssh(1, 'true')).exitCode).toBe(0);
  });

  test('refuses a number that is in use', async () => {
    const again = raiseLab(tools, { number: fixture.lab.number, nodes: 1 });
    await expect(again).rejects.toMatchObject({ code: 'LAB_NOT_POSSIBLE' });
    expect((await fixture.ssh(1, 'true')).exitCode).toBe(0);
  });
});
