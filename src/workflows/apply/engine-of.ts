import { abraEngine } from '../../apply/abra/abra-engine.js';
import type { Engine } from '../../apply/step-context.js';
import { swarmEngine } from '../../apply/swarm-engine.js';
import type { EngineName } from '../../model/region.js';
import type { Step } from '../../model/step.js';
import type { ApplyRun } from './apply-run.js';
import { openAbra } from '../abra/open-abra.js';

const engines: Record<EngineName, (run: ApplyRun) => Engine> = {
  swarm: () => swarmEngine,
  abra: (run) => abraEngine(openAbra(run)),
};

/** What carries a step out, as the manifest chose it for the app, its node or the region. */
export function engineOf(run: ApplyRun, { engine }: Step): Engine {
  return engines[engine](run);
}
