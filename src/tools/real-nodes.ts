import type { Node } from '../model/region.js';
import type { Clock } from './clock.js';
import type { Docker } from './docker.js';
import { dockerApi } from './docker/docker-api.js';
import { freeBytesHere, localSocket, meminfoHere, openLocal } from './docker/local.js';
import { makeRealDocker } from './docker/make-real-docker.js';
import type { Environment } from './environment.js';
import { keepMemorySmall } from './keep-memory-small.js';
import type { NodeConnection, Nodes } from './nodes.js';
import type { Programs } from './programs.js';
import { connectOverSsh } from './ssh/connect-over-ssh.js';
import { makeHosts } from './ssh/hosts.js';

/** From so many nodes on, what was seen on them takes more memory than all else; see `keepMemorySmall`. */
const manyNodes = 128;

/** Connections to real nodes: over ssh, or the socket of this machine where the host is `local`. */
export function realNodes(environment: Environment, programs: Programs, clock: Clock): Nodes {
  const hosts = makeHosts(environment, programs, clock);
  const open = new Map<string, Promise<NodeConnection>>();
  return {
    connect(node, { timeoutMs = 10_000, among = 1 } = {}) {
      if (among > manyNodes) keepMemorySmall();
      const key = JSON.stringify([node.name, node.host, node.user, node.port, node.hostKey, node.socket]);
      const known = open.get(key);
      if (known) return known;
      function forget(): void {
        open.delete(key);
      }
      const connecting =
        node.host === 'local'
          ? connectHere(node, environment, forget)
          : connectOverSsh(hosts, node, { timeoutMs, onClose: forget });
      open.set(key, connecting);
      connecting.catch(forget);
      return connecting;
    },
    async closeAll() {
      const all = await Promise.allSettled(open.values());
      await Promise.all(all.flatMap((one) => (one.status === 'fulfilled' ? [one.value.close()] : [])));
      hosts.closeAll();
    },
  };
}

async function connectHere(node: Node, environment: Environment, onClose: () => void): Promise<NodeConnection<Docker>> {
  const way = await openLocal(node, environment);
  const api = dockerApi(node, way, localSocket(node, environment));
  return {
    docker: makeRealDocker(api, { transport: way.transport, freeBytes: freeBytesHere, meminfo: meminfoHere }),
    async close() {
      onClose();
      way.agent.destroy();
    },
  };
}
