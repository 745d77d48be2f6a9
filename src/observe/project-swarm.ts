import type { Swarm, SwarmNode } from '../model/observation.js';
import type { Raw, ReadingDocker } from '../tools/docker.js';
import { part, text } from './raw.js';
import { versionOfEngine } from './version-of-engine.js';

/** The swarm of a manager, from GET /info and GET /nodes. */
export function projectSwarm(info: Raw, nodes: readonly Raw[], docker: ReadingDocker): Swarm {
  const swarm = part(info, 'Swarm');
  return {
    id: text(part(swarm, 'Cluster'), 'ID') ?? '',
    nodeId: text(swarm, 'NodeID') ?? '',
    nodes: nodes.map(projectSwarmNode),
    engineVersion: versionOfEngine(info),
    transport: docker.transport,
  };
}

function projectSwarmNode(node: Raw): SwarmNode {
  const spec = part(node, 'Spec');
  return {
    id: text(node, 'ID') ?? '',
    hostname: text(part(node, 'Description'), 'Hostname') ?? '',
    role: text(spec, 'Role') === 'manager' ? 'manager' : 'worker',
    availability: text(spec, 'Availability') ?? '',
    state: text(part(node, 'Status'), 'State') ?? '',
  };
}
