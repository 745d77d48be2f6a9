import { errorCodes } from '../model/error-codes.js';
import type { ObservedService } from '../model/observation.js';
import { effectOf } from '../model/step-kinds.js';
import type { Step } from '../model/step.js';
import { isAsPlanned } from './is-as-planned.js';
import type { StepVerdict } from './judge-step.js';

/** What was seen afterwards has the last word: an answer that got lost may stand for a change, services may be left. Pure. */
export function judgeSeen(step: Step, verdict: StepVerdict, seen: readonly ObservedService[]): StepVerdict {
  if (effectOf(step) === 'goes' && verdict.result === 'done' && seen.length > 0) return stillThere(seen);
  if (verdict.result !== 'failed' || !isAnswerLost(verdict) || isUntouched(step, seen)) return verdict;
  return { ...verdict, result: 'partial', says: `${verdict.says}; what was sent to it last was done all the same` };
}

function stillThere(seen: readonly ObservedService[]): StepVerdict {
  const names = seen.map(({ name }) => name).join(', ');
  return {
    result: 'partial',
    code: 'STEP_PARTIAL',
    says: `its services were removed, but there are some again: ${names}`,
  };
}

function isAnswerLost({ code }: StepVerdict): boolean {
  return code !== undefined && errorCodes[code] === errorCodes.NODE_UNREACHABLE;
}

function isUntouched(step: Step, seen: readonly ObservedService[]): boolean {
  const names = new Set([...step.rests.services, ...seen].map(({ name }) => name));
  return [...names].every((name) =>
    isAsPlanned(
      step,
      name,
      seen.find((service) => service.name === name),
    ),
  );
}
