import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDelayProxy } from '../src/lab/delay-proxy.js';
import { installMissingPackages } from '../src/lab/install-missing-packages.js';
import { lowerLab } from '../src/lab/lower-lab.js';
import { makeSmallImage } from '../src/lab/make-small-image.js';
import { putImages } from '../src/lab/put-images.js';
import { raiseLab } from '../src/lab/raise-lab.js';
import type { Node } from '../src/model/region.js';
import { realLabTools } from '../src/tools/lab-tools.js';
import type { Nodes } from '../src/tools/nodes.js';
import { realNodes } from '../src/tools/real-nodes.js';
import { labFixture, type LabFixture } from '../test/live/support/lab-fixture.js';
import { fillNode } from './fill-node.js';
import { plainVariables } from './measure.js';

/** Round trip to every server, in milliseconds. */
export const roundTrip = 20;

/** Servers of a lab behind far lines. It ends with this process, however that ends. */
export interface BenchLab {
  readonly fixture: LabFixture;
  /** The servers as region.yml would name them. */
  readonly nodes: readonly Node[];
  /** A folder for what a row needs. */
  readonly folder: string;
  /** Variables with which docker's client reaches the servers by ssh: its `ssh` knows the key. */
  readonly env: Record<string, string | undefined>;
  /** Connections of their own. */
  connect(): Nodes;
  lower(): Promise<void>;
}

/** Raises servers whose Docker has 40 services each, and a line of 20 ms to each. */
export async function raiseBenchLab(servers: number): Promise<BenchLab> {
  const tools = realLabTools();
  await installMissingPackages(tools);
  const lab = await raiseLab(tools, { from: 60, nodes: servers, owner: await tools.background.self() });
  const folder = await mkdtemp(join(tmpdir(), 'bench-lab-'));
  try {
    await putImages(tools, lab, [makeSmallImage('small:1', { kind: 'ok' })]);
    const fixture = labFixture(tools, () => lab);
    const nodes = await Promise.all(lab.nodes.map((node) => farNode(fixture, node)));
    const env = await clientVariables(folder, nodes);
    await Promise.all(nodes.map((node) => fillNode(connect(), node)));
    return { fixture, nodes, folder, env, connect, lower };
  } catch (error) {
    await lower();
    throw error;
  }

  function connect(): Nodes {
    const environment = { ...tools.environment, home: folder, variables: { PATH: process.env['PATH'] } };
    return realNodes(environment, tools.programs, tools.clock);
  }

  async function lower(): Promise<void> {
    await lowerLab(tools, lab.number);
    await rm(folder, { recursive: true });
  }
}

async function farNode({ tools, lab }: LabFixture, node: LabFixture['lab']['nodes'][number]): Promise<Node> {
  const { host, port } = await startDelayProxy(tools, lab, { node, roundTripMs: roundTrip });
  const { name, hostKey } = node;
  return { name, host, port, user: 'root', hostKey, identityFile: lab.key, at: { file: 'bench' } };
}

/** docker's client runs `ssh` without options of its own, so one with the key comes first in the PATH. */
async function clientVariables(folder: string, nodes: readonly Node[]): Promise<Record<string, string | undefined>> {
  const known = nodes.map(({ host, port, hostKey }) => `[${host}]:${port} ${hostKey}\n`);
  await writeFile(join(folder, 'known_hosts'), known.join(''));
  const options = `-F none -i ${nodes[0]?.identityFile} -o UserKnownHostsFile=${folder}/known_hosts -o BatchMode=yes`;
  await writeFile(join(folder, 'ssh'), `#!/bin/sh\nexec /usr/bin/ssh ${options} "$@"\n`, { mode: 0o755 });
  return plainVariables({ PATH: `${folder}:${process.env['PATH'] ?? ''}`, DOCKER_CONFIG: folder });
}

/** `ssh://root@127.0.0.1:34567` */
export function dockerHost({ user, host, port }: Node): string {
  return `ssh://${user}@${host}:${port}`;
}
