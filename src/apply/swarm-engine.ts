import { effectOf } from '../model/step-kinds.js';
import { deployStack } from './deploy-stack.js';
import type { Engine } from './step-context.js';
import { undeployStack } from './undeploy-stack.js';

/** The built-in engine: sends what was shown straight to the Docker API. */
export const swarmEngine: Engine = {
  run: (context, touch) => (effectOf(context.step) === 'goes' ? undeployStack : deployStack)(context, touch),
};
