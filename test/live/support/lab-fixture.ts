import { dockerSocketOf } from '../../../src/lab/docker-of-node.js';
import type { Lab, LabNode } from '../../../src/model/lab.js';
import type { LabTools } from '../../../src/tools/lab-tools.js';
import type { ProgramResult } from '../../../src/tools/programs.js';

/** A lab and what tests ask of it. */
export interface LabFixture {
  readonly tools: LabTools;
  /** Throws before the lab is up. */
  readonly lab: Lab;
  /** Nodes count from 1. */
  node(index: number): LabNode;
  /** Runs this machine's docker client against a node; its files are those of this machine. Throws where it fails. */
  docker(index: number, ...args: readonly string[]): Promise<string>;
  /** The same with standard input, and with failing as an answer. */
  tryDocker(index: number, args: readonly string[], input?: string | Uint8Array): Promise<ProgramResult>;
  /** Runs a line on a node over the ssh program. */
  ssh(index: number, line: string, user?: 'root' | 'deploy' | 'visitor'): Promise<ProgramResult>;
  /** Path of a node's Docker socket on this machine; another one after the node was restarted. */
  socket(index: number): Promise<string>;
}

/** For a lab that somebody raises by himself; `useLab` is for a test file that needs one throughout. */
export function labFixture(tools: LabTools, currentLab: () => Lab): LabFixture {
  function node(index: number): LabNode {
    const found = currentLab().nodes[index - 1];
    if (!found) throw new Error(`the lab has no node ${index}`);
    return found;
  }
  async function tryDocker(
    index: number,
    args: readonly string[],
    input?: string | Uint8Array,
  ): Promise<ProgramResult> {
    const socket = await dockerSocketOf(tools, node(index));
    const options = { timeoutMs: 120_000, ...(input === undefined ? {} : { input }) };
    return tools.programs.run('docker', ['-H', `unix://${socket}`, ...args], options);
  }
  return {
    tools,
    get lab() {
      return currentLab();
    },
    node,
    socket: (index) => dockerSocketOf(tools, node(index)),
    tryDocker,
    async docker(index, ...args) {
      const done = await tryDocker(index, args);
      if (done.exitCode === 0) return done.stdout;
      throw new Error(`docker ${args.join(' ')}: ${done.stderr}`);
    },
    ssh(index, line, user = 'root') {
      const { key, knownHosts } = currentLab();
      const known = ['-o', `UserKnownHostsFile=${knownHosts}`, '-o', 'StrictHostKeyChecking=yes'];
      const words = ['-F', 'none', '-i', key, ...known, '-o', 'BatchMode=yes', '-o', 'ConnectTimeout=5'];
      const options = { timeoutMs: 30_000 };
      return tools.programs.run('ssh', [...words, `${user}@${node(index).address}`, line], options);
    },
  };
}
