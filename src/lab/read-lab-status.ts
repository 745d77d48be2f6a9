import { given } from '../model/given.js';
import type { LabStatus } from '../model/lab.js';
import type { LabTools } from '../tools/lab-tools.js';
import { readInit } from './boot-machine.js';
import { readDockerVersion } from './docker-of-node.js';
import { labNames } from './lab-names.js';
import { readLab, readLabNumbers, readLabState } from './read-lab.js';

/** All labs of this machine, and what is left of others. */
export async function readLabStatus(tools: LabTools): Promise<LabStatus[]> {
  const numbers = await readLabNumbers(tools);
  return Promise.all(numbers.map((number) => readOne(tools, number)));
}

async function readOne(tools: LabTools, number: number): Promise<LabStatus> {
  const release = await tools.exclusive.hold(labNames(number).lock);
  if (!release) return { number, state: 'busy', owned: false, running: [] };
  try {
    const lab = await readLab(tools, number);
    const state = await readLabState(tools, number);
    const inits = await Promise.all((lab?.nodes ?? []).map(({ folder }) => readInit(tools, folder)));
    const running = (lab?.nodes ?? []).filter((_, index) => inits[index]).map(({ name }) => name);
    const docker = await readDockerVersion(tools, lab?.nodes ?? [], running);
    const owned = lab?.owner !== undefined && state === 'alive';
    return { number, state: state === 'none' ? 'abandoned' : state, owned, ...given({ lab, docker }), running };
  } finally {
    await release();
  }
}
