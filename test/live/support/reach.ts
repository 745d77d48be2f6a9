import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { given } from '../../../src/model/given.js';
import type { LabNode } from '../../../src/model/lab.js';
import type { Node } from '../../../src/model/region.js';
import type { Environment } from '../../../src/tools/environment.js';
import type { NodeConnection, Nodes } from '../../../src/tools/nodes.js';
import { realNodes } from '../../../src/tools/real-nodes.js';
import type { LabFixture } from './lab.js';

/** Reaches servers of a lab from a home folder of its own, so that nobody's ssh settings matter. */
export interface Reach {
  readonly home: string;
  readonly nodes: Nodes;
  /** A server as region.yml would name it. */
  wanted(node: LabNode, differently?: { [K in keyof Node]?: Node[K] | undefined }): Node;
  /** Connects, does it, and closes. */
  with<T>(node: Node, job: (connection: NodeConnection) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export async function makeReach(fixture: LabFixture, variables: Environment['variables'] = {}): Promise<Reach> {
  const home = await mkdtemp(join(tmpdir(), 'tend-reach-'));
  const environment = { ...fixture.tools.environment, home, variables: { PATH: process.env['PATH'], ...variables } };
  const nodes = realNodes(environment, fixture.tools.programs, fixture.tools.clock);
  return {
    home,
    nodes,
    wanted(node, differently = {}) {
      const { name, address: host, hostKey } = node;
      const at = { file: 'region.yml', line: 9 };
      const usual = { name, host, user: 'deploy', hostKey, identityFile: fixture.lab.key, at };
      return given({ ...usual, ...differently });
    },
    async with(node, job) {
      const connection = await nodes.connect(node);
      try {
        return await job(connection);
      } finally {
        await connection.close();
      }
    },
    async close() {
      await nodes.closeAll();
      await rm(home, { recursive: true });
    },
  };
}

let lastPort = 2200;

/** One more sshd on a server, with lines of its own; gives its port. */
export async function startSshd(fixture: LabFixture, index: number, ...lines: string[]): Promise<number> {
  lastPort += 1;
  const words = [`Port=${lastPort}`, 'PidFile=none', ...lines].map((line) => `-o '${line}'`).join(' ');
  // sshd goes into the background before it listens.
  const listens = `for i in $(seq 100); do : < /dev/tcp/127.0.0.1/${lastPort} && exit; sleep 0.1; done`;
  const started = await fixture.ssh(index, `/usr/sbin/sshd ${words} && (${listens}) 2> /dev/null`);
  if (started.exitCode !== 0) throw new Error(`sshd: ${started.stderr}`);
  return lastPort;
}
