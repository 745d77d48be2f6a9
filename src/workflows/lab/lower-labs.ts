import { lowerLab } from '../../lab/lower-lab.js';
import { readLabStatus } from '../../lab/read-lab-status.js';
import { KnownError } from '../../model/known-error.js';
import type { LabTools } from '../../tools/lab-tools.js';

/** Takes labs away: one by its number, `all` that no running process owns, or the only one there is. Gives their numbers. */
export async function lowerLabs(tools: LabTools, which: { number?: number; all: boolean }): Promise<number[]> {
  if (!tools.environment.isRoot)
    throw new KnownError('LAB_NOT_POSSIBLE', 'lowering a lab needs root', { tryThis: ['sudo tend lab down'] });
  const numbers = which.number === undefined ? await choose(tools, which.all) : [which.number];
  for (const number of numbers) await lowerLab(tools, number);
  return numbers;
}

async function choose(tools: LabTools, all: boolean): Promise<number[]> {
  const labs = await readLabStatus(tools);
  const numbers = labs.filter(({ owned, state }) => !owned && state !== 'busy').map(({ number }) => number);
  if (all || numbers.length <= 1) return numbers;
  throw new KnownError('USAGE', `there are several labs on this machine: ${numbers.join(', ')}`, {
    tryThis: [...numbers.map((number) => `tend lab down --number ${number}`), 'tend lab down --all'],
  });
}
