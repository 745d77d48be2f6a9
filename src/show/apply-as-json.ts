import type { ApplyEnd } from '../model/apply-end.js';
import { errorCodes } from '../model/error-codes.js';
import { given } from '../model/given.js';
import { planAsJson } from './plan-as-json.js';

/** What an apply did, for machines: each step's own result and status; no program text. */
export function applyAsJson({ plan, approved, ends, exitStatus }: ApplyEnd): object {
  const steps = ends.map((end) => {
    const { app, node, kind } = end.step;
    if (end.kind === 'not-begun')
      return {
        app,
        node,
        kind,
        result: 'not-begun',
        code: end.code,
        exitStatus: errorCodes[end.code],
        says: end.says,
        tryThis: end.tryThis,
      };
    const { result, code, says, seconds, observed } = end.outcome;
    return {
      app,
      node,
      kind,
      result,
      ...(code ? { code, exitStatus: errorCodes[code] } : { exitStatus: 0 }),
      says,
      durationSeconds: seconds,
      observed,
      ...given({ entry: end.entry }),
    };
  });
  return { version: 1, approved, exitStatus, steps, plan: planAsJson(plan) };
}
