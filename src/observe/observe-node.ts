import type { SeenNode } from '../model/observation.js';
import type { Clock } from '../tools/clock.js';
import type { Raw, ReadingDocker } from '../tools/docker.js';
import { addHealth } from './add-health.js';
import { knowing } from './as-known.js';
import { checkManager } from './check-manager.js';
import { projectConfig, projectNetwork, projectSecret, projectVolume } from './project-objects.js';
import { projectService, projectTask } from './project-service.js';
import { projectSwarm } from './project-swarm.js';

/**
 * Everything on a node that planning needs, in one round of parallel requests. Each answer becomes small records at
 * once, so that hundreds of nodes fit into memory. Throws KnownErrors: no swarm, a worker, no quorum, broken connection.
 */
export async function observeNode(docker: ReadingDocker, name: string, clock: Clock): Promise<SeenNode> {
  const at = clock.now();
  const info = docker.info();
  const objects = readObjects(docker);
  objects.catch(() => {});
  const told = await knowing(docker, name, () => info);
  checkManager(told, name);
  // The swarm may have lost its managers between the two answers.
  const read = await knowing(docker, name, () => objects);
  const seen = assemble(read);
  const services = await knowing(docker, name, () => addHealth(docker, seen.services));
  return { node: name, reachable: true, at, swarm: projectSwarm(told, read.nodes, docker), ...seen, services };
}

async function readObjects(docker: ReadingDocker) {
  const [services, tasks, networks, configs, secrets, volumes, nodes] = await Promise.all([
    docker.services(),
    docker.tasks().then((tasks) => tasks.map(projectTask)),
    docker.networks().then((networks) => networks.map(projectNetwork)),
    docker.configs().then((configs) => configs.map(projectConfig)),
    docker.secrets().then((secrets) => secrets.map(projectSecret)),
    docker.volumes().then((volumes) => volumes.map(projectVolume)),
    docker.nodes(),
  ]);
  return { services, tasks, networks, configs, secrets, volumes, nodes };
}

function assemble(read: Awaited<ReturnType<typeof readObjects>>) {
  const { networks, configs, secrets, volumes } = read;
  const names = new Map(networks.map((network) => [network.id, network.name]));
  const tasks = Map.groupBy(read.tasks, (task) => task.serviceId);
  const services = read.services.map((raw: Raw) => projectService(raw, names, tasks.get(String(raw['ID'])) ?? []));
  return { services, networks, configs, secrets, volumes };
}
