import { KnownError } from '../../model/known-error.js';

/** Something on the stage came out otherwise than foreseen: a slow machine, mostly, on which a step does not settle in time. */
export function sceneFailed(says: string, details: readonly string[] = []): KnownError {
  return new KnownError('STEP_FAILED', says, {
    details,
    tryThis: [
      'on a busy or slow machine a step may not be done in time: run the demo again when less is going on',
      'or look yourself, the servers run on: tend status -C tend-demo/region',
    ],
  });
}
