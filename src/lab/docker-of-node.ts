import { KnownError } from '../model/known-error.js';
import type { SocketRequest } from '../tools/docker-socket.js';
import type { LabTools } from '../tools/lab-tools.js';
import { readInit } from './boot-machine.js';
import type { LabNode } from '../model/lab.js';

type NodePlace = Pick<LabNode, 'name' | 'folder'>;

/** Path of a server's Docker socket as this machine sees it (for DOCKER_HOST=unix://…); it changes when the server restarts. */
export async function dockerSocketOf(tools: LabTools, node: NodePlace): Promise<string> {
  const init = await readInit(tools, node.folder);
  if (init) return `/proc/${init.pid}/root/run/docker.sock`;
  throw new KnownError('LAB_NOT_POSSIBLE', `lab: ${node.name} is not running`, {
    details: await lastWords(tools, node),
    tryThis: ['tend lab status', 'tend lab down, then tend lab up'],
  });
}

/** Asks a server's Docker directly; another status than 2xx is an error. */
export async function askDocker(tools: LabTools, node: NodePlace, what: SocketRequest): Promise<unknown> {
  const answer = await tools.dockerSocket.request(await dockerSocketOf(tools, node), what);
  if (answer.status < 300) return answer.body;
  throw new KnownError('LAB_NOT_POSSIBLE', `lab: Docker on ${node.name} refused ${what.path}`, {
    details: [JSON.stringify(answer.body)],
    tryThis: [`see ${node.folder}/dockerd.log`],
  });
}

/** Version of Docker as the first running server tells it; undefined where none answers within two seconds. */
export async function readDockerVersion(
  tools: LabTools,
  nodes: readonly NodePlace[],
  running: readonly string[],
): Promise<string | undefined> {
  const node = nodes.find(({ name }) => running.includes(name));
  if (!node) return undefined;
  const asked = askDocker(tools, node, { method: 'GET', path: '/version', timeoutMs: 2000 });
  const told = (await asked.catch(() => undefined)) as { readonly Version?: unknown } | undefined;
  return typeof told?.Version === 'string' ? told.Version : undefined;
}

/** Waits up to 60 s until Docker answers. */
export async function waitForDocker(tools: LabTools, node: NodePlace): Promise<void> {
  if (await comesTrue(tools, () => answersPing(tools, node))) return;
  throw new KnownError('LAB_NOT_POSSIBLE', `lab: Docker on ${node.name} does not answer after 60 s`, {
    details: await lastWords(tools, node),
    tryThis: [`see ${node.folder}/dockerd.log`],
  });
}

/** Waits up to 60 s until a manager knows all the servers that joined its swarm: an empty description comes before the name. */
export async function waitForMembers(tools: LabTools, manager: NodePlace, count: number): Promise<void> {
  const areReady = async () => {
    const members = (await askDocker(tools, manager, { method: 'GET', path: '/nodes' })) as Member[];
    return members.filter(({ Status }) => Status.State === 'ready').length === count;
  };
  if (await comesTrue(tools, areReady)) return;
  throw new KnownError(
    'LAB_NOT_POSSIBLE',
    `lab: the swarm of ${manager.name} does not have ${count} servers after 60 s`,
    {
      tryThis: [`see ${manager.folder}/dockerd.log`],
    },
  );
}

interface Member {
  readonly Status: { readonly State: string };
}

async function comesTrue({ clock }: LabTools, isTrue: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 1200; tries++) {
    if (await isTrue()) return true;
    await clock.sleep(50);
  }
  return false;
}

async function answersPing(tools: LabTools, node: NodePlace): Promise<boolean> {
  const socket = await dockerSocketOf(tools, node);
  const ping = tools.dockerSocket.request(socket, { method: 'GET', path: '/_ping', timeoutMs: 5000 });
  return ping.then(
    ({ status }) => status === 200,
    () => false,
  );
}

async function lastWords(tools: LabTools, node: NodePlace): Promise<string[]> {
  const logs = ['init.log', 'dockerd.log'].map((name) => tools.files.readText(`${node.folder}/${name}`));
  return (await Promise.all(logs)).flatMap((text) => (text ?? '').trim().split('\n').slice(-3));
}
