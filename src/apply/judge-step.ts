import { shortName } from '../model/short-name.js';
import type { ErrorCode } from '../model/error-codes.js';
import type { OutcomeResult } from '../model/outcome.js';
import { stepKinds } from '../model/step-kinds.js';
import type { Step } from '../model/step.js';
import type { Verdict } from './judge-service.js';
import type { Settled } from './wait-until-settled.js';

/** What came of a step as a whole, from the verdicts on its services. Pure. */
export interface StepVerdict {
  readonly result: OutcomeResult;
  readonly code?: ErrorCode;
  readonly says: string;
}

/** Judges a step whose changes were all sent. `backAgain`: whether former specs were put back; undefined: not tried. */
export function judgeStep(step: Step, settled: Settled, backAgain: boolean | undefined): StepVerdict {
  const states = [...settled.verdicts.values()].map(({ state }) => state);
  if (states.every((state) => state === 'settled')) return { result: 'done', says: doneWords(step) };
  if (settled.interruptedBy !== undefined)
    return {
      result: 'unknown',
      code: 'INTERRUPTED',
      says: `${settled.interruptedBy} while it was starting; what is there now is in the record`,
    };
  if (states.includes('paused')) return judgePaused(step, backAgain);
  if (states.includes('rolled-back')) return judgeRolledBack(step, states, settled);
  const waiting = [...settled.verdicts].filter(([, { state }]) => state !== 'settled');
  const words = waiting.map(([name, { says }]) => `${shortName(name, step.stack)}: ${says}`).join('; ');
  const how = settled.timedOut && !states.includes('failed') ? 'did not settle in time' : 'did not come up';
  return { result: 'failed', code: 'STEP_FAILED', says: `${target(step)} ${how} (${words})` };
}

function doneWords({ kind, recipe }: Step): string {
  return stepKinds[kind].done.replace('…', recipe.to);
}

function judgePaused(step: Step, backAgain: boolean | undefined): StepVerdict {
  const failed = `${target(step)} did not come up and the swarm stopped half-way`;
  if (backAgain)
    return {
      result: 'paused',
      code: 'STEP_ROLLED_BACK',
      says: `${failed}; the former version was put back and runs again`,
    };
  const why =
    backAgain === undefined
      ? 'it was not put back because the new version may have changed its data'
      : 'the former version was put back, but does not run either';
  return { result: 'paused', code: 'STEP_FAILED', says: `${failed}; ${why}: ${step.app} may be down` };
}

function judgeRolledBack(step: Step, states: readonly Verdict['state'][], settled: Settled): StepVerdict {
  const mixed = states.some((state) => state !== 'rolled-back');
  const why = [...settled.verdicts.values()].find(({ state }) => state === 'rolled-back')?.says ?? '';
  if (mixed)
    return {
      result: 'partial',
      code: 'STEP_PARTIAL',
      says: `partly done: some services are new, some were rolled back (${why})`,
    };
  const former =
    step.recipe.from !== undefined && step.recipe.from !== step.recipe.to ? step.recipe.from : 'the former version';
  return {
    result: 'rolled-back',
    code: 'STEP_ROLLED_BACK',
    says: `rolled back: ${target(step)} did not come up (${why}); ${former} runs again`,
  };
}

function target(step: Step): string {
  return step.kind === 'change' ? 'the change' : step.recipe.to;
}
