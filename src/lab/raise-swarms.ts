import type { LabTools } from '../tools/lab-tools.js';
import { askDocker, waitForDocker, waitForMembers } from './docker-of-node.js';
import type { LabNode, LabSwarm } from '../model/lab.js';

/** Waits until Docker answers on every server and makes swarms of them as wanted. */
export async function raiseSwarms(tools: LabTools, nodes: readonly LabNode[], swarm: LabSwarm): Promise<void> {
  const makers = { each: raiseOwnSwarm, one: waitForDocker, none: waitForDocker };
  await Promise.all(nodes.map((node) => makers[swarm](tools, node)));
  if (swarm === 'one') await raiseOneSwarm(tools, nodes);
}

async function raiseOwnSwarm(tools: LabTools, node: LabNode): Promise<void> {
  await waitForDocker(tools, node);
  const body = { ListenAddr: '0.0.0.0:2377', AdvertiseAddr: node.address };
  await askDocker(tools, node, { method: 'POST', path: '/swarm/init', body });
}

async function raiseOneSwarm(tools: LabTools, [manager, ...workers]: readonly LabNode[]): Promise<void> {
  if (!manager) return;
  await raiseOwnSwarm(tools, manager);
  const swarm = (await askDocker(tools, manager, { method: 'GET', path: '/swarm' })) as {
    JoinTokens: { Worker: string };
  };
  const rest = {
    ListenAddr: '0.0.0.0:2377',
    RemoteAddrs: [`${manager.address}:2377`],
    JoinToken: swarm.JoinTokens.Worker,
  };
  await Promise.all(
    workers.map((node) =>
      askDocker(tools, node, { method: 'POST', path: '/swarm/join', body: { ...rest, AdvertiseAddr: node.address } }),
    ),
  );
  await waitForMembers(tools, manager, 1 + workers.length);
}
