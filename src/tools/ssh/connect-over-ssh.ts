import { DockerError } from '../../model/docker-error.js';
import { KnownError } from '../../model/known-error.js';
import type { Node } from '../../model/region.js';
import { dockerApi } from '../docker/docker-api.js';
import {
  dialStdio,
  forwardSocket,
  freeBytesOverSsh,
  lookAround,
  meminfoOverSsh,
  type WayToDocker,
} from '../docker/over-ssh.js';
import { makeRealDocker } from '../docker/make-real-docker.js';
import { dockerLate, dockerSentence } from '../docker/docker-sentence.js';
import type { NodeConnection } from '../nodes.js';
import type { Hosts, Reached } from './hosts.js';
import { hostKeyRefused, pinnedKey } from './pinned-key.js';
import { sshCommand } from './ssh-sentence.js';

const usualSocket = '/var/run/docker.sock';

interface Options {
  readonly timeoutMs: number;
  readonly onClose: () => void;
}

/** One tuned ssh connection to a node, with the Docker API over it. Failures are KnownErrors. */
export async function connectOverSsh(hosts: Hosts, node: Node, options: Options): Promise<NodeConnection> {
  const pinned = pinnedKey(node);
  const reaching = hosts.reach(node, {
    name: node.name,
    expected: pinned ? [pinned] : [],
    checkHostKey: (offered) => {
      if (!pinned?.blob.equals(offered)) throw hostKeyRefused(node, offered);
    },
    timeoutMs: options.timeoutMs,
  });
  const reached = await reaching;
  try {
    const way = await inTime(wayToDocker(reached, node), node, options.timeoutMs);
    return await makeConnection(reached, { node, way, onClose: options.onClose });
  } catch (error) {
    reached.ssh.close();
    throw error;
  }
}

async function makeConnection(
  { ssh }: Reached,
  made: { readonly node: Node; readonly way: WayToDocker; readonly onClose: () => void },
): Promise<NodeConnection> {
  const { node, way, onClose } = made;
  ssh.onClose(onClose);
  const api = dockerApi(node, way, node.socket ?? usualSocket);
  const freeBytes = (folder: string) => freeBytesOverSsh(ssh, way, folder);
  // Without forwarding each request takes a session, of which there may be two: asked for again and again while events
  // hold one, a program of ours would keep Docker from ever getting the other back.
  const meminfo = async () => (way.transport === 'forwarded' ? meminfoOverSsh(ssh, way) : undefined);
  return {
    docker: makeRealDocker(api, { transport: way.transport, freeBytes, meminfo }),
    async close() {
      onClose();
      // Its channels end with the connection; to say goodbye on each would be a third of all packets.
      ssh.onClose(() => way.agent.destroy());
      ssh.close();
    },
  };
}

/** Forwarding where the server allows it, else its docker program; sshd gives all refusals the same number. */
async function wayToDocker({ ssh, target }: Reached, node: Node): Promise<WayToDocker> {
  const socket = node.socket ?? usualSocket;
  const forwarded = await forwardSocket(ssh, socket).catch(() => undefined);
  if (forwarded) return forwarded;
  const facts = await lookAround(ssh, socket);
  const way = dialStdio(ssh, node.socket);
  if (facts?.hasDocker !== false && (await answers(node, way))) return way;
  way.agent.destroy();
  throw dockerSentence(facts, { node, user: target.user, socket, prefix: `${sshCommand(target)} ` });
}

/** Whatever Docker answers, it was reached: what it says is for whoever asks next. */
async function answers(node: Node, way: WayToDocker): Promise<boolean> {
  const api = dockerApi(node, way, node.socket ?? usualSocket);
  const docker = makeRealDocker(api, { ...way, freeBytes: async () => undefined, meminfo: async () => undefined });
  return docker.info().then(
    () => true,
    (error: unknown) => error instanceof DockerError || isNotUnderstood(error),
  );
}

function isNotUnderstood(error: unknown): boolean {
  return error instanceof KnownError && error.code === 'NODE_NOT_UNDERSTOOD';
}

function inTime<T>(work: Promise<T>, node: Node, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(dockerLate(node.name, ms)), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
