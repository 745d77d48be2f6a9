import { KnownError } from '../model/known-error.js';
import type { LabTools } from '../tools/lab-tools.js';
import { labNames } from './lab-names.js';
import { removeLab } from './lower-lab.js';
import { readLabState } from './read-lab.js';
import { tryHere } from './run-here.js';

/** A number that is ours until released; what a dead lab of that number left behind is gone. */
export interface ClaimedNumber {
  readonly number: number;
  readonly release: () => Promise<void>;
}

/** The wanted number, or the first free one counted from `from`. */
export async function claimNumber(tools: LabTools, wanted: { number?: number; from?: number }): Promise<ClaimedNumber> {
  const first = wanted.number ?? wanted.from ?? 1;
  const last = wanted.number ?? 99;
  const tries = wanted.number === undefined ? 5 : 200;
  for (let number = first; number <= last; number++) {
    const release = await claim(tools, number, tries);
    if (release) return { number, release };
  }
  throw taken(wanted.number);
}

async function claim(tools: LabTools, number: number, tries: number): Promise<(() => Promise<void>) | undefined> {
  const release = await holdSoon(tools, number, tries);
  if (!release) return undefined;
  const state = await readLabState(tools, number);
  if (state !== 'alive') await removeLab(tools, number);
  if (state !== 'alive' && !(await isAddressTaken(tools, number))) return release;
  await release();
  return undefined;
}

/** Who only looks at a lab holds its lock for a moment, who sweeps a dead one for seconds: for those only a wanted number waits. */
async function holdSoon(tools: LabTools, number: number, tries: number): Promise<(() => Promise<void>) | undefined> {
  for (let left = tries; left > 0; left--) {
    const release = await tools.exclusive.hold(labNames(number).lock);
    if (release) return release;
    await tools.clock.sleep(60);
  }
  return undefined;
}

/** Somebody else on this machine may use the same network. */
async function isAddressTaken(tools: LabTools, number: number): Promise<boolean> {
  const shown = await tryHere(tools, 'ip', ['-o', 'addr', 'show']);
  return shown.stdout.includes(` ${labNames(number).network}.`);
}

function taken(number: number | undefined): KnownError {
  if (number === undefined)
    return new KnownError('LAB_NOT_POSSIBLE', 'no number is free for another lab', {
      tryThis: ['which labs there are: tend lab status', 'take away one that nobody needs: tend lab down --number N'],
    });
  return new KnownError(
    'LAB_NOT_POSSIBLE',
    `lab ${number} is up already, or its network ${labNames(number).network}.0/24 is in use`,
    {
      tryThis: [
        `tend lab status`,
        `tend lab down --number ${number}`,
        'without --number the first free one is taken: tend lab up',
      ],
    },
  );
}
