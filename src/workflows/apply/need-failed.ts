import type { StepNotBegun } from '../../model/apply-end.js';
import type { AppName } from '../../model/brand.js';
import type { Step } from '../../model/step.js';

/** A step that did not begin because one that it needs did not succeed. */
export function needFailed(step: Step, need: AppName): StepNotBegun {
  return {
    kind: 'not-begun',
    step,
    code: 'STEP_FAILED',
    says: `not tried: it needs ${need}`,
    details: [],
    tryThis: [],
  };
}
