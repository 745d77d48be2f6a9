import { connect } from 'node:net';
import { readFile, statfs } from 'node:fs/promises';
import { KnownError } from '../../model/known-error.js';
import type { Node } from '../../model/region.js';
import type { Environment } from '../environment.js';
import { http } from '../http.js';
import type { WayToDocker } from './over-ssh.js';
import { dockerSentence } from './docker-sentence.js';

/** The socket of this machine: the node's own, else DOCKER_HOST's, else Docker's usual one. */
export function localSocket(node: Node, environment: Environment): string {
  if (node.socket) return node.socket;
  const host = environment.variables['DOCKER_HOST'];
  if (!host) return '/var/run/docker.sock';
  if (host.startsWith('unix://')) return host.slice('unix://'.length);
  throw new KnownError('USAGE', `${node.name}: DOCKER_HOST is no socket of this machine`, {
    tryThis: [`write the node's host in region.yml, or run without DOCKER_HOST`],
  });
}

/** The way to Docker on this machine; a sentence where nothing answers or the user may not. */
export async function openLocal(node: Node, environment: Environment): Promise<WayToDocker> {
  const socket = localSocket(node, environment);
  await tryOnce(socket).catch((error: NodeJS.ErrnoException) => {
    const exists = error.code !== 'ENOENT';
    const facts = { exists, writable: error.code !== 'EACCES', hasDocker: exists };
    throw dockerSentence(facts, { node, user: environment.userName, socket, prefix: '' });
  });
  return { agent: new http.Agent({ keepAlive: true, maxSockets: 16 }), transport: 'local' };
}

function tryOnce(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
  });
}

/** Bytes free at a folder of this machine. */
export async function freeBytesHere(folder: string): Promise<number | undefined> {
  const found = await statfs(folder).catch(() => undefined);
  return found && found.bavail * found.bsize;
}

/** This machine's /proc/meminfo; undefined where it has none. */
export async function meminfoHere(): Promise<string | undefined> {
  return readFile('/proc/meminfo', 'utf8').catch(() => undefined);
}
