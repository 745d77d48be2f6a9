import type { AppName } from '../../model/brand.js';
import type { ErrorCode } from '../../model/error-codes.js';
import type { Outcome } from '../../model/outcome.js';
import type { Step } from '../../model/step.js';
import { stopWords } from '../../model/stop-reason.js';
import type { LowMemory } from './turns/memory-gate.js';
import { needFailed } from './need-failed.js';

/** An announced step that was not taken because one that it needs failed, or (without one) because somebody said stop. */
export function notTaken(step: Step, need: AppName | undefined, signal: AbortSignal): Outcome {
  return need === undefined
    ? left(step, 'INTERRUPTED', `not tried: ${stopWords(signal)}`)
    : left(step, 'STEP_FAILED', needFailed(step, need).says);
}

/** An announced step that was not taken because its node would have too little memory left for what runs there. */
export function notTakenForMemory(step: Step, { free, wanted }: LowMemory): Outcome {
  const [has, wants] = [free, wanted].map((bytes) => `${Math.round(bytes / 1024 / 1024)} MB`);
  return {
    ...left(step, 'MEMORY_LOW', `not tried: ${step.node} has ${has} of memory left, one more app wants ${wants}`),
    tryThis: [
      `look what takes the memory, on ${step.node}: docker stats --no-stream`,
      `or start it all the same: tend apply --app ${step.app} --parallel 1`,
    ],
  };
}

/** Its outcome says so, so that no intent stays open. */
function left({ app, node }: Step, code: ErrorCode, says: string): Outcome {
  const tryThis = [`tend apply --app ${app}`];
  return { app, node, result: 'aborted', code, seconds: 0, says, programText: [], tryThis };
}
