import { afterEach, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2, { type PublicKeyAuthContext } from 'ssh2';
import { openSsh } from '../../../src/tools/ssh/open-ssh.js';
import { startAgent } from '../ssh-agent.js';

const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

// A real ssh server in this process, which tells what it was asked; test/live/reaching-nodes.test.ts asks sshd.
describe('a login', () => {
  test.each(['ed25519', 'ecdsa', 'rsa'])('shows an open %s key together with its signature', async (type) => {
    const key = makeKey(type);
    const { asked } = await logIn({ identityFiles: [key], good: [key] });
    expect(asked).toEqual(['signed']);
  });

  test('goes on with the next file where the first key is not wanted', async () => {
    const [first, second] = [makeKey('rsa'), makeKey('ed25519')];
    const { asked } = await logIn({ identityFiles: [first, second], good: [second] });
    expect(asked).toEqual(['signed', 'signed']);
  });

  test('asks about a key of the agent before it is used: it may want a touch', async () => {
    const key = makeKey('ed25519');
    const agent = await startAgent(join(newFolder(), 'agent'));
    ending.push(() => agent.stop());
    agent.add(key);
    const { asked } = await logIn({ identityFiles: [], good: [key], agentSocket: agent.socket });
    expect(asked).toEqual(['asked', 'signed']);
  });

  test('ends at once when it is closed, however far the server', async () => {
    const key = makeKey('ed25519');
    const { ssh } = await logIn({ identityFiles: [key], good: [key] });
    const closed = new Promise<void>((resolve) => ssh.onClose(resolve));
    const start = performance.now();
    ssh.close();
    await closed;
    expect(performance.now() - start).toBeLessThan(lateMs / 2);
  });
});

/** What a goodbye of the server takes to arrive. */
const lateMs = 2000;

interface Login {
  readonly identityFiles: readonly string[];
  readonly good: readonly string[];
  readonly agentSocket?: string;
}

async function logIn({ identityFiles, good, agentSocket }: Login) {
  const asked: string[] = [];
  const wanted = good.map((path) => ssh2.utils.parseKey(readFileSync(`${path}.pub`))) as ssh2.ParsedKey[];
  const { private: hostKey } = ssh2.utils.generateKeyPairSync('ed25519');
  const server = new ssh2.Server({ hostKeys: [hostKey] }, (client) => {
    client.on('authentication', (attempt) => {
      if (attempt.method !== 'publickey') return attempt.reject();
      asked.push(attempt.signature ? 'signed' : 'asked');
      return wanted.some((key) => isGood(key, attempt)) ? attempt.accept() : attempt.reject();
    });
    client.on('session', (accept) => accept().on('exec', (accepted) => void accepted().exit(0)));
    client.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = await lateGoodbye((server.address() as AddressInfo).port);
  const place = { alias: 'here', host: '127.0.0.1', port, user: 'deploy', knownHostsFiles: [], jumps: [] };
  const target = { ...place, identityFiles, identitiesOnly: false, agentSocket };
  const signal = AbortSignal.timeout(20_000);
  const ssh = await openSsh({ target, expected: [], checkHostKey: () => {}, signal });
  ending.push(
    () => server.close(),
    () => ssh.close(),
  );
  return { ssh, asked };
}

/** A port that leads to another one; its end of a connection comes late. */
async function lateGoodbye(port: number): Promise<number> {
  const proxy = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect(port, '127.0.0.1');
    near.pipe(far);
    far.pipe(near, { end: false });
    far.on('end', () => setTimeout(() => near.end(), lateMs).unref());
    for (const socket of [near, far]) socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  ending.push(() => proxy.close());
  return (proxy.address() as AddressInfo).port;
}

function isGood(key: ssh2.ParsedKey, { key: shown, signature, blob, hashAlgo }: PublicKeyAuthContext): boolean {
  if (!key.getPublicSSH().equals(shown.data)) return false;
  return !signature || !blob || key.verify(blob, signature, hashAlgo) === true;
}

function makeKey(type: string): string {
  const path = join(newFolder(), 'key');
  execFileSync('ssh-keygen', ['-q', '-C', '', '-N', '', '-t', type, '-f', path]);
  return path;
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tend-login-'));
  ending.push(() => rmSync(folder, { recursive: true }));
  return folder;
}
