import { afterEach, describe, expect, test } from '@jest/globals';
import { createServer, request, type Agent } from 'node:http';
import type { AddressInfo } from 'node:net';
import ssh2, { type ServerChannel } from 'ssh2';
import { forwardSocket } from '../../../src/tools/docker/over-ssh.js';
import { makeSshConnection, type SshConnection } from '../../../src/tools/ssh/ssh-connection.js';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

// What a server sends is read in order: once a program has ended, what was closed before it is known to be closed.
describe('channels that were opened ahead', () => {
  test('are given up where the server closed them meanwhile, as a restarted Docker does', async () => {
    const { ssh, channels } = await startServer();
    const { agent } = await forwardSocket(ssh, '/run/docker.sock');
    await until(() => channels.length === 8);
    for (const channel of channels) channel.close();
    await ssh.run('true');
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(agent)));
    expect(answers).toEqual(Array.from({ length: 8 }, () => 'pong'));
    expect(channels).toHaveLength(16);
  });

  test('are given up where the server ended its half only', async () => {
    const { ssh, channels } = await startServer();
    const { agent } = await forwardSocket(ssh, '/run/docker.sock');
    await until(() => channels.length === 8);
    for (const channel of channels) channel.end();
    await ssh.run('true');
    expect(await Promise.all([ask(agent), ask(agent)])).toEqual(['pong', 'pong']);
  });

  test('are used, and used again', async () => {
    const { ssh, channels } = await startServer();
    const { agent } = await forwardSocket(ssh, '/run/docker.sock');
    for (let round = 0; round < 3; round++) await Promise.all(Array.from({ length: 8 }, () => ask(agent)));
    expect(channels).toHaveLength(8);
  });
});

/** A real ssh server in this process; each forwarded socket leads to an HTTP server that says pong. */
async function startServer(): Promise<{ ssh: SshConnection; channels: ServerChannel[] }> {
  const http = createServer((_, answer) => answer.end('pong'));
  const channels: ServerChannel[] = [];
  const { private: key } = ssh2.utils.generateKeyPairSync('ed25519');
  const server = new ssh2.Server({ hostKeys: [key] }, (client) => {
    client.on('authentication', (attempt) => attempt.accept());
    client.on('session', (accept) => accept().on('exec', (accepted) => endWell(accepted())));
    client.on('openssh.streamlocal' as 'tcpip', (accept) => {
      const channel = accept();
      channels.push(channel);
      http.emit('connection', likeSocket(channel));
    });
    client.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new ssh2.Client();
  closing.push(() => (client.end(), server.close()));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve, reject) => {
    client.on('ready', () => resolve(undefined)).on('error', reject);
    client.connect({ host: '127.0.0.1', port, username: 'deploy', password: 'x' });
  });
  return { ssh: makeSshConnection(client), channels };
}

function endWell(channel: ServerChannel): void {
  channel.exit(0);
  channel.end();
}

function likeSocket(channel: ServerChannel): ServerChannel {
  const same = () => channel;
  return Object.assign(channel, { setTimeout: same, setNoDelay: same, setKeepAlive: same, destroySoon: same });
}

function ask(agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(20_000);
    const asked = request({ agent, host: 'docker', path: '/_ping', signal }, (answer) => {
      answer.setEncoding('utf8').on('data', resolve).on('error', reject);
    });
    asked.on('error', reject).end();
  });
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1000 && !isSo(); tries++) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(isSo()).toBe(true);
}
