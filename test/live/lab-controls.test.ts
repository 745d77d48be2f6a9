import { describe, expect, test } from '@jest/globals';
import { cutCable, healCable } from '../../src/lab/cable.js';
import { startDelayProxy } from '../../src/lab/delay-proxy.js';
import { startNode, stopNode } from '../../src/lab/node-power.js';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import { putImages } from '../../src/lab/put-images.js';
import { expectSoon } from './support/expect-soon.js';
import { useLab } from './support/lab.js';

describe('one swarm of three servers', () => {
  const fixture = useLab({ nodes: 3, swarm: 'one' });
  const { tools } = fixture;

  test('has one manager and two workers', async () => {
    const listed = await fixture.docker(1, 'node', 'ls', '--format', '{{.Hostname}} {{.ManagerStatus}}');
    const names = [1, 2, 3].map((index) => fixture.node(index).name);
    expect(listed.split('\n').sort()).toEqual([`${names[0]} Leader`, `${names[1]} `, `${names[2]} `]);
  });

  test('carries traffic of an overlay network from server to server', async () => {
    await putImages(tools, fixture.lab, [makeSmallImage('web:1', { kind: 'ok', says: 'over there' })]);
    await fixture.docker(1, 'network', 'create', '-d', 'overlay', '--attachable', 'mesh');
    const at = ['--network', 'mesh', '--endpoint-mode', 'dnsrr', '-d'];
    const there = ['--constraint', `node.hostname==${fixture.node(3).name}`];
    await fixture.docker(1, 'service', 'create', '--name', 'web', ...at, ...there, 'web:1');
    await expectSoon(async () => (await fixture.docker(3, 'ps', '-q')) !== '');
    // A container that is there does not listen yet, and its name takes a moment from server to server.
    const asked = ['run', '--rm', '--network', 'mesh', 'web:1', 'sh', '-c', asks('web')];
    await expectSoon(async () => (await fixture.tryDocker(1, asked)).stdout.includes('over there'));
  });
});

describe('a server of a lab', () => {
  const fixture = useLab({ nodes: 2, sshd: ['MaxSessions 2', 'AllowStreamLocalForwarding no'] });
  const { tools } = fixture;

  test('keeps what was written when its power goes, and loses what ran', async () => {
    await putImages(tools, fixture.lab, [makeSmallImage('web:1', { kind: 'ok' })]);
    await fixture.docker(1, 'service', 'create', '-d', '--name', 'web', '--endpoint-mode', 'dnsrr', 'web:1');
    await expectSoon(async () => (await fixture.docker(1, 'ps', '-q')) !== '');
    const before = await fixture.docker(1, 'ps', '-q');
    await stopNode(tools, fixture.node(1));
    expect((await fixture.ssh(1, 'true')).exitCode).toBe(255);
    expect((await fixture.ssh(2, 'true')).exitCode).toBe(0);
    await startNode(tools, fixture.lab, fixture.node(1));
    await expectSoon(async () => {
      const running = await fixture.tryDocker(1, ['ps', '-q']);
      return running.exitCode === 0 && running.stdout !== '' && running.stdout !== before;
    });
    expect((await fixture.ssh(1, 'docker service ls -q')).stdout).not.toBe('');
  });

  test('falls silent when its cable is pulled, and comes back', async () => {
    await cutCable(tools, fixture.node(2).cable);
    expect((await fixture.ssh(2, 'true')).exitCode).toBe(255);
    await healCable(tools, fixture.node(2).cable);
    expect((await fixture.ssh(2, 'true')).exitCode).toBe(0);
  });

  test('has the sshd that was asked for', async () => {
    const set = await fixture.ssh(1, '/usr/sbin/sshd -T');
    expect(set.stdout.split('\n')).toEqual(expect.arrayContaining(['maxsessions 2', 'allowstreamlocalforwarding no']));
  });

  test('can be seen from far away', async () => {
    const { host, port } = await startDelayProxy(tools, fixture.lab, { node: fixture.node(1), roundTripMs: 100 });
    const start = performance.now();
    const words = ['-F', 'none', '-i', fixture.lab.key, '-o', `UserKnownHostsFile=${fixture.lab.knownHosts}`];
    const alias = ['-o', `HostKeyAlias=${fixture.node(1).name}`, '-p', String(port)];
    const answer = await tools.programs.run('ssh', [...words, ...alias, `root@${host}`, 'hostname']);
    expect(answer.stdout).toBe(fixture.node(1).name);
    expect(performance.now() - start).toBeGreaterThan(500);
  });
});

/** busybox's wget crashes on names: ask with nc. */
function asks(name: string): string {
  return `printf 'GET / HTTP/1.0\\r\\n\\r\\n' | nc ${name} 80`;
}
