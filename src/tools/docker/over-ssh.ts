import type { Agent } from 'node:http';
import type { Duplex } from 'node:stream';
import pRetry from 'p-retry';
import type { ReadingDocker } from '../docker.js';
import type { SshConnection } from '../ssh/ssh-connection.js';
import { isChannelRefused, makeChannelAgent } from './make-channel-agent.js';

export interface WayToDocker {
  readonly agent: Agent;
  readonly transport: ReadingDocker['transport'];
}

/** As many as one reading of a node asks at the same time. */
const openAtOnce = 8;
/** Channels to a forwarded socket are not counted by sshd's MaxSessions. */
const forwardedLimit = 16;
/** MaxSessions is 10 where nobody changed it; some are left for others. */
const sessionLimit = 8;

/** The socket, forwarded. Rejects where the server does not forward, or where there is no socket that lets us in. */
export async function forwardSocket(ssh: SshConnection, socket: string): Promise<WayToDocker> {
  const first = openReady(ssh, socket);
  const ready = [first, ...Array.from({ length: openAtOnce - 1 }, () => openReady(ssh, socket))];
  for (const channel of ready) channel.catch(() => {});
  await first;
  const agent = makeChannelAgent(takeOne, forwardedLimit);
  return { agent, transport: 'forwarded' };

  /** One that was opened ahead may be gone: Docker was started again, or gave up waiting for a question. */
  async function takeOne(): Promise<Duplex> {
    const channel = await (ready.shift() ?? ssh.openSocket(socket));
    if (!channel.readableEnded) return channel;
    channel.destroy();
    return takeOne();
  }
}

/** Docker says nothing before it is asked; but a stream that nobody reads does not tell that it has ended. */
async function openReady(ssh: SshConnection, socket: string): Promise<Duplex> {
  return (await ssh.openSocket(socket)).resume();
}

/** The server's own docker program hands the socket through, a session for each channel. */
export function dialStdio(ssh: SshConnection, socket: string | undefined): WayToDocker {
  const host = socket === undefined ? '' : ` -H ${quoted(`unix://${socket}`)}`;
  const command = `docker${host} system dial-stdio`;
  return { agent: makeChannelAgent(() => ssh.openProgram(command), sessionLimit), transport: 'dial-stdio' };
}

/** What a look around on the server tells; undefined: it does not say (a login that may run one command only). */
export interface SocketFacts {
  readonly exists: boolean;
  readonly writable: boolean;
  readonly hasDocker: boolean;
}

/** Looks why the socket cannot be reached, by exit statuses and not by what programs say. */
export async function lookAround(ssh: SshConnection, socket: string): Promise<SocketFacts | undefined> {
  const path = quoted(socket);
  const look = `echo looked; test -S ${path} && echo exists; test -w ${path} && echo writable; command -v docker >/dev/null 2>&1 && echo docker`;
  const said = (await ssh.run(`sh -c ${quoted(look)}`)).split('\n');
  if (said[0] !== 'looked') return undefined;
  return {
    exists: said.includes('exists'),
    writable: said.includes('writable'),
    hasDocker: said.includes('docker'),
  };
}

/** Free bytes by `df`, as a login without root may ask; undefined where it may not. */
export async function freeBytesOverSsh(
  ssh: SshConnection,
  way: Pick<WayToDocker, 'agent'>,
  folder: string,
): Promise<number | undefined> {
  const said = await runBesideDocker(ssh, way, `df -Pk ${quoted(folder)}`);
  const kilobytes = Number(said?.split('\n')[1]?.split(/\s+/)[3]);
  return Number.isFinite(kilobytes) ? kilobytes * 1024 : undefined;
}

/** The server's /proc/meminfo; undefined where the login may not read it. */
export function meminfoOverSsh(ssh: SshConnection, way: Pick<WayToDocker, 'agent'>): Promise<string | undefined> {
  return runBesideDocker(ssh, way, 'cat /proc/meminfo');
}

/**
 * What a program on the server prints; undefined where the login may not run it, or after ten seconds. Where all sessions
 * are taken, those to Docker that nobody uses now are given back.
 */
async function runBesideDocker(
  ssh: SshConnection,
  { agent }: Pick<WayToDocker, 'agent'>,
  command: string,
): Promise<string | undefined> {
  const asked = pRetry(() => ssh.run(command), {
    retries: 20,
    minTimeout: 100,
    factor: 1,
    shouldRetry: ({ error }) => isChannelRefused(error),
    onFailedAttempt: () => closeIdle(agent),
  });
  return Promise.race([asked, undefinedAfter(10_000)]).catch(() => undefined);
}

function closeIdle({ freeSockets }: WayToDocker['agent']): void {
  for (const socket of Object.values(freeSockets).flat()) socket?.destroy();
}

function undefinedAfter(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms).unref());
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
