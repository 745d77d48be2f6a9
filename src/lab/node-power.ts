import type { LabTools } from '../tools/lab-tools.js';
import { waitForDocker } from './docker-of-node.js';
import type { Lab, LabNode } from '../model/lab.js';
import { endMachine } from './lower-lab.js';
import { bootNode } from './raise-lab.js';
import { tryHere } from './run-here.js';

/** The power of a server goes: Docker, containers and sshd end at once; what was written stays. */
export async function stopNode(tools: LabTools, node: LabNode): Promise<void> {
  await endMachine(tools, node.folder);
  // The kernel takes the cable away in its own time, and a restart wants the name.
  await tryHere(tools, 'ip', ['link', 'del', node.cable]);
}

/** Starts a stopped server and waits until its Docker answers. Its swarm comes back by itself a moment later. */
export async function startNode(tools: LabTools, lab: Lab, node: LabNode): Promise<void> {
  await bootNode(tools, lab, node);
  await waitForDocker(tools, node);
}
