import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import type { Node } from '../../src/model/region.js';
import { sshFingerprint, parseSshKey } from '../../src/tools/ssh/ssh-key.js';
import { useLab } from './support/lab.js';
import { makeReach, startSshd, type Reach } from './support/reach.js';

const fixture = useLab({ nodes: 2 });
let reach: Reach;

beforeEach(async () => {
  reach = await makeReach(fixture);
});
afterEach(() => reach.close());

function run(program: string, args: string[], options: { env?: Record<string, string>; input?: string } = {}) {
  return fixture.tools.programs.run(program, args, options);
}

async function write(name: string, content: string): Promise<string> {
  const path = join(reach.home, '.ssh', name);
  await fixture.tools.files.write(path, content, 0o600);
  return path;
}

function refusal(node: Node, timeoutMs = 20_000): Promise<unknown> {
  return reach.nodes.connect(node, { timeoutMs }).then(
    () => 'connected',
    (error: unknown) => error,
  );
}

describe('the host key', () => {
  test('lets us in only where it is the pinned one', async () => {
    const answer = await reach.with(reach.wanted(fixture.node(1)), ({ docker }) => docker.info());
    expect(answer['Name']).toBe(fixture.node(1).name);
  });

  test('refuses a changed key, naming both fingerprints and both ways on', async () => {
    const { hostKey } = fixture.node(2);
    const error = await refusal(reach.wanted(fixture.node(1), { hostKey }));
    const prints = [hostKey, fixture.node(1).hostKey].map((key) => sshFingerprint(parseSshKey(key)!.blob));
    expect(error).toMatchObject({
      code: 'HOST_KEY_CHANGED',
      message: `${fixture.node(1).name}: its host key is not the one in region.yml`,
      details: [`region.yml (line 9)   ${prints[0]}   server now   ${prints[1]}`],
    });
    expect(String((error as { tryThis: string[] }).tryThis)).toMatch(/--replace.*do not connect/);
  });

  test('refuses a server that has no key of the pinned kind any more', async () => {
    await fixture.ssh(1, 'rm -f /etc/ssh/other; ssh-keygen -q -t ecdsa -N "" -f /etc/ssh/other');
    const port = await startSshd(fixture, 1, 'HostKey=/etc/ssh/other').catch(() => 0);
    // The server's own configuration also names its usual key; a bare one shows the other alone.
    const bare = port + 300;
    const listens = `for i in $(seq 100); do (: < /dev/tcp/127.0.0.1/${bare}) 2> /dev/null && exit; sleep 0.1; done`;
    await fixture.ssh(1, `/usr/sbin/sshd -f /dev/null -p ${bare} -h /etc/ssh/other -o PidFile=none && ${listens}`);
    expect(await refusal(reach.wanted(fixture.node(1), { port: bare }))).toMatchObject({ code: 'HOST_KEY_CHANGED' });
  });

  test('shows the fingerprint of an unpinned server, says how to pin it, and logs nothing in', async () => {
    const error = await refusal(reach.wanted(fixture.node(1), { hostKey: undefined }));
    const { hostKey, name } = fixture.node(1);
    expect(error).toMatchObject({
      code: 'HOST_KEY_UNPINNED',
      details: [`server now   ${sshFingerprint(parseSshKey(hostKey)!.blob)}`, `hostKey: ${hostKey}`],
    });
    expect(String((error as { tryThis: string[] }).tryThis)).toContain(`tend node add ${name} --pin`);
  });
});

describe('the login', () => {
  test('takes a key file of ~/.ssh without being told', async () => {
    await run('cp', [fixture.lab.key, await write('id_ed25519', '')]);
    const plain = reach.wanted(fixture.node(1), { identityFile: undefined });
    expect(await reach.with(plain, async ({ docker }) => docker.transport)).toBe('forwarded');
  });

  test.each(['rsa', 'ecdsa'])('is opened by an %s key file too', async (type) => {
    const path = join(reach.home, type);
    await run('ssh-keygen', ['-q', '-t', type, '-N', '', '-f', path]);
    const key = (await run('cat', [`${path}.pub`])).stdout.trim();
    await fixture.ssh(1, `echo "${key}" >> ~deploy/.ssh/authorized_keys`);
    const plain = reach.wanted(fixture.node(1), { identityFile: path });
    expect(await reach.with(plain, async ({ docker }) => docker.transport)).toBe('forwarded');
  });

  test('names the keys that were tried where none is let in', async () => {
    const path = join(reach.home, 'stranger');
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', path]);
    const error = await refusal(reach.wanted(fixture.node(1), { identityFile: path }));
    expect(error).toMatchObject({
      code: 'SSH_AUTH_FAILED',
      message: expect.stringContaining('does not let deploy in; keys tried: 1') as unknown,
      details: [path],
    });
  });

  test('opens an encrypted key by way of the ssh-agent alone, and says ssh-add where it is not there', async () => {
    const path = join(reach.home, '.ssh', 'id_ed25519');
    await write('note', '');
    await run('cp', [fixture.lab.key, path]);
    await run('ssh-keygen', ['-q', '-p', '-P', '', '-N', 'open sesame', '-f', path]);
    const plain = reach.wanted(fixture.node(1), { identityFile: undefined });
    expect(await refusal(plain)).toMatchObject({
      code: 'SSH_AUTH_FAILED',
      details: [`${path}: needs a pass phrase and is not in the ssh-agent`],
      tryThis: expect.arrayContaining([`ssh-add ${path}`]) as unknown,
    });

    const socket = join(reach.home, 'agent');
    const agent = await run('ssh-agent', ['-a', socket]);
    const pid = /SSH_AGENT_PID=(\d+)/.exec(agent.stdout)?.[1] ?? '';
    const withAgent = await makeReach(fixture, { SSH_AUTH_SOCK: socket });
    try {
      await run('ssh-add', ['-q', fixture.lab.key], { env: { SSH_AUTH_SOCK: socket } });
      expect(await withAgent.with(plain, async ({ docker }) => docker.transport)).toBe('forwarded');
    } finally {
      process.kill(Number(pid));
      await withAgent.close();
    }
  });

  test('finds a host by its alias in ~/.ssh/config, with user, port and key from there', async () => {
    const port = await startSshd(fixture, 1);
    const lines = [
      `HostName ${fixture.node(1).address}`,
      `Port ${port}`,
      'User deploy',
      `IdentityFile ${fixture.lab.key}`,
    ];
    await write('config', ['Host brunswick', ...lines, ''].join('\n'));
    const { hostKey } = fixture.node(1);
    const node = { name: 'brunswick', host: 'brunswick', hostKey, at: { file: 'region.yml' } };
    expect(await reach.with(node, async ({ docker }) => (await docker.info())['Name'])).toBe(fixture.node(1).name);
  });

  test('goes through a bastion that known_hosts knows, and through no other', async () => {
    const [bastion, behind] = [fixture.node(1), fixture.node(2)];
    const jump = ['Host behind', `HostName ${behind.address}`, 'ProxyJump bastion'];
    const config = [...jump, 'Host bastion', `HostName ${bastion.address}`, 'User deploy'];
    await write('config', [...config, 'Host *', `IdentityFile ${fixture.lab.key}`, ''].join('\n'));
    const node = reach.wanted(behind, { host: 'behind' });
    expect(await refusal(node)).toMatchObject({
      code: 'HOST_KEY_UNPINNED',
      message: expect.stringContaining('this bastion is not in known_hosts') as unknown,
    });
    await write('known_hosts', `${bastion.address} ${behind.hostKey}\n`);
    expect(await refusal(node)).toMatchObject({ code: 'HOST_KEY_CHANGED' });
    await write('known_hosts', `${bastion.address} ${bastion.hostKey}\n`);
    await run('ssh-keygen', ['-q', '-H', '-f', join(reach.home, '.ssh', 'known_hosts')]);
    expect(await reach.with(node, async ({ docker }) => (await docker.info())['Name'])).toBe(behind.name);
    const wrong = reach.wanted(behind, { host: 'behind', hostKey: bastion.hostKey });
    expect(await refusal(wrong)).toMatchObject({ code: 'HOST_KEY_CHANGED' });
  });
});

describe('what is silent, gone or shut', () => {
  let silent: Server;
  beforeEach(async () => {
    silent = createServer(() => {}).listen(0, '127.0.0.1');
    await once(silent, 'listening');
  });
  afterEach(() => {
    silent.close();
  });

  test('costs a server that takes the call and never answers its own time-out only', async () => {
    const { port } = silent.address() as { port: number };
    const started = performance.now();
    const error = await refusal(reach.wanted(fixture.node(1), { host: '127.0.0.1', port }), 700);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(error).toMatchObject({
      code: 'NODE_UNREACHABLE',
      message: expect.stringContaining('no ssh answers') as unknown,
    });
  });

  test('has a sentence for no answer, for nothing listening and for an unknown name', async () => {
    const nobody = fixture.node(1).address.replace(/\d+$/, '99');
    const says = await Promise.all([
      refusal(reach.wanted(fixture.node(1), { host: nobody }), 700),
      refusal(reach.wanted(fixture.node(1), { port: 23 })),
      refusal(reach.wanted(fixture.node(1), { host: 'no.such.invalid' })),
    ]);
    expect(says.map((error) => (error as Error).message.split(': ')[1])).toEqual([
      'no answer on port 22 after 1 s',
      `nothing listens on port 23 of ${fixture.node(1).address}`,
      'the name no.such.invalid is not known',
    ]);
  });

  test('says which group a login lacks that may not reach the socket', async () => {
    expect(await refusal(reach.wanted(fixture.node(1), { user: 'visitor' }))).toMatchObject({
      code: 'DOCKER_NO_ACCESS',
      tryThis: ['as root on the server: usermod -aG docker visitor'],
    });
  });

  test('tells a server without Docker from one where Docker does not run', async () => {
    await fixture.ssh(1, 'mkdir -p /root/few && ln -sf /bin/sh /root/few/sh');
    const few = await startSshd(fixture, 1, 'SetEnv=PATH=/root/few');
    const missing = { user: 'root', port: few, socket: '/run/nix.sock' };
    expect(await refusal(reach.wanted(fixture.node(1), missing))).toMatchObject({
      code: 'DOCKER_MISSING',
      message: expect.stringContaining('not installed') as unknown,
    });
    expect(await refusal(reach.wanted(fixture.node(1), { socket: '/run/nix.sock' }))).toMatchObject({
      code: 'DOCKER_MISSING',
      message: expect.stringContaining('does not run') as unknown,
    });
  });
});
