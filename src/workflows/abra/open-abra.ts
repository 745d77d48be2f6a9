import type { AbraHand, OpenAbra } from '../../apply/abra/abra-hand.js';
import type { ApplyRun } from '../apply/apply-run.js';
import { createStepFolder } from './step-folder.js';
import { keepOutput } from './keep-output.js';

/** Makes the operator's abra ready for the steps of a run: a folder of its own each, its output kept here and nowhere else. */
export function openAbra(run: ApplyRun): OpenAbra {
  return async ({ step, values }): Promise<AbraHand> => {
    const { env, ...folder } = await createStepFolder(run, { step, values });
    return {
      ...folder,
      async run(words, options) {
        const end = await run.tools.abra.run(words, { ...options, env });
        await keepOutput(run, step, { words, end });
        return end;
      },
    };
  };
}
