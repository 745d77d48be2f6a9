import type { StepKind } from '../model/step-kinds.js';
import { deployStack } from './deploy-stack.js';
import type { Engine, StepContext, TouchedService } from './step-context.js';
import { undeployStack } from './undeploy-stack.js';

/** What carries out each kind of step; a new kind does not compile before it stands here. */
const runs: Record<StepKind, (context: StepContext, touch: (service: TouchedService) => void) => Promise<void>> = {
  deploy: deployStack,
  upgrade: deployStack,
  downgrade: deployStack,
  change: deployStack,
  adopt: deployStack,
  undeploy: undeployStack,
};

/** The built-in engine: sends what was shown straight to the Docker API. */
export const swarmEngine: Engine = { run: (context, touch) => runs[context.step.kind](context, touch) };
