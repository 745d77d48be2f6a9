import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Client, ClientChannel } from 'ssh2';
import { channelRefused } from '../docker/make-channel-agent.js';

/** One multiplexed ssh connection. */
export interface SshConnection {
  /** A channel to a Unix socket on the server (direct-streamlocal@openssh.com). */
  openSocket(path: string): Promise<Duplex>;
  /** A channel to another host, as ProxyJump makes it. */
  openTcp(host: string, port: number): Promise<Duplex>;
  /** A program's stdin and stdout. A channelRefused error: the server grants no further session now. */
  openProgram(command: string): Promise<Duplex>;
  /** What a program prints on stdout until it ends. */
  run(command: string): Promise<string>;
  onClose(told: () => void): void;
  close(): void;
}

/** The connection of an ssh2 client that is logged in, over the given way. */
export function makeSshConnection(client: Client, way?: Duplex): SshConnection {
  // sshd sets TCP_NODELAY only once a session runs a program: without this each answer may wait 40 ms.
  client.exec(':', (_error, channel?: ClientChannel) => channel?.end().resume());
  return {
    openSocket: (path) => opened((done) => client.openssh_forwardOutStreamLocal(path, done)),
    openTcp: (host, port) => opened((done) => client.forwardOut('127.0.0.1', 0, host, port, done)),
    openProgram: (command) => openProgram(client, command),
    run: (command) => runProgram(client, command),
    onClose: (told) => void client.on('close', told),
    close: () => closeSoon(client, way),
  };
}

type Done = (error: Error | undefined, channel: ClientChannel) => void;

function opened(open: (done: Done) => unknown): Promise<ClientChannel> {
  return new Promise((resolve, reject) => {
    open((error, channel) => {
      if (error) return reject(error);
      channel.on('error', () => {});
      resolve(channel);
    });
  });
}

async function openProgram(client: Client, command: string): Promise<Duplex> {
  try {
    const channel = await opened((done) => client.exec(command, done));
    channel.stderr.resume();
    return channel;
  } catch (error) {
    // `reason` is the server's number for "no channel" (RFC 4254, section 5.1).
    const refused = (error as { reason?: unknown }).reason !== undefined;
    throw refused ? channelRefused(error) : error;
  }
}

async function runProgram(client: Client, command: string): Promise<string> {
  const channel = (await openProgram(client, command)) as ClientChannel;
  channel.end();
  const chunks: Buffer[] = [];
  for await (const chunk of channel) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function closeSoon(client: Client, way: Duplex | undefined): void {
  client.end();
  // Once goodbye is said, nobody waits a round trip for the answer.
  if (way instanceof Socket) way.destroySoon();
  // A cut cable never says goodbye.
  const timer = setTimeout(() => client.destroy(), 500);
  client.once('close', () => clearTimeout(timer));
  timer.unref();
}
