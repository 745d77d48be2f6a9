import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type Ssh2 from 'ssh2';
import type { AnyAuthMethod, Client, ConnectConfig } from 'ssh2';
import { makeSshConnection, type SshConnection } from './ssh-connection.js';
import { sshFailure, type SshStage } from './ssh-failure.js';
import { readIdentities, type Identities } from './identities.js';
import { hostKeyAlgorithms, type SshKey } from './ssh-key.js';
import { parsedKey } from './parsed-key.js';
import { signAtOnce } from './sign-at-once.js';
import { spareSsh2 } from './spare-ssh2.js';
import type { SshTarget } from './ssh-target.js';
import { writeTogether } from './write-together.js';

export interface SshAttempt {
  readonly target: SshTarget;
  /** Keys the server may show: their types are asked for first. */
  readonly expected: readonly SshKey[];
  /** Throws where the key is refused. */
  readonly checkHostKey: (offered: Buffer) => void;
  /** The way there, where it is not the network itself. */
  readonly through?: Duplex | undefined;
  readonly signal: AbortSignal;
}

/** What ssh2 can check, without SHA-1 and DSA. */
const serverHostKeys = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
];

/**
 * Opens one ssh connection. The host key is checked before anything about us is told. Throws an SshFailure, or what
 * checkHostKey threw.
 */
export async function openSsh(attempt: SshAttempt): Promise<SshConnection> {
  // The network, the keys and the module at the same time: each takes tens of milliseconds.
  const [sock, identities, ssh2] = await Promise.all([
    attempt.through ?? openTcp(attempt.target, attempt.signal),
    readIdentities(attempt.target),
    import('ssh2'),
  ]);
  const { Client: SshClient, utils } = ssh2.default;
  const client = new SshClient();
  writeTogether(sock);
  await logIn(client, attempt, { sock, identities: withParsedKeys(identities, utils) });
  return makeSshConnection(client, sock);
}

function withParsedKeys(identities: Identities, utils: typeof Ssh2.utils): Identities {
  const methods = identities.methods.map((method) =>
    method.type === 'publickey' && typeof method.key === 'string'
      ? { ...method, key: parsedKey(utils, method.key) }
      : method,
  );
  return { ...identities, methods };
}

function openTcp(target: SshTarget, signal: AbortSignal): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: target.host, port: target.port, noDelay: true });
    function giveUp(): void {
      socket.destroy(signal.reason as Error);
    }
    signal.addEventListener('abort', giveUp, { once: true });
    socket.once('error', (error) => reject(sshFailure('network', error)));
    socket.once('connect', () => {
      signal.removeEventListener('abort', giveUp);
      socket.removeAllListeners('error').on('error', () => {});
      resolve(socket);
    });
  });
}

interface Means {
  readonly sock: Duplex;
  readonly identities: Identities;
}

function logIn(client: Client, attempt: SshAttempt, means: Means): Promise<void> {
  let stage: SshStage = 'greeting';
  let refused: Error | undefined;
  return new Promise((resolve, reject) => {
    function fail(error: unknown): void {
      reject(refused ?? sshFailure(stage, error, means.identities));
      means.sock.destroy();
    }
    function late(): void {
      fail(attempt.signal.reason);
    }
    attempt.signal.addEventListener('abort', late, { once: true });
    client.on('handshake', () => (stage = 'login'));
    // An agent that fails is told as an error, and the next key is tried all the same.
    client.on('error', (error) => error.level === 'agent' || fail(error));
    client.on('close', () => fail(Object.assign(new Error('connection closed'), { code: 'ECONNRESET' })));
    client.on('ready', () => {
      attempt.signal.removeEventListener('abort', late);
      resolve();
    });
    client.connect(connectConfig(attempt, means, (error) => (refused = error)));
    signAtOnce(client);
    spareSsh2(client);
  });
}

function connectConfig(attempt: SshAttempt, means: Means, refuse: (error: Error) => void): ConnectConfig {
  const types = attempt.expected.map((key) => key.type);
  const serverHostKey = hostKeyAlgorithms(types, serverHostKeys) as NonNullable<
    ConnectConfig['algorithms']
  >['serverHostKey'];
  return {
    sock: means.sock,
    username: attempt.target.user,
    // Our own deadline covers it all; a cut cable is noticed after 15 to 20 s.
    readyTimeout: 0,
    keepaliveInterval: 5000,
    keepaliveCountMax: 3,
    strictVendor: false,
    ...(serverHostKey ? { algorithms: { serverHostKey } } : {}),
    authHandler: oneAfterTheOther(means.identities.methods),
    hostVerifier: (offered: Buffer) => {
      try {
        attempt.checkHostKey(offered);
        return true;
      } catch (error) {
        refuse(error as Error);
        return false;
      }
    },
  };
}

/** Straight to the first key: asking for `none` before, as ssh2 does, costs a round trip. */
function oneAfterTheOther(methods: readonly AnyAuthMethod[]) {
  const left = [...methods];
  return () => left.shift() ?? false;
}
