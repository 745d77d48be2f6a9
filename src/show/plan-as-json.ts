import type { Plan } from '../model/plan.js';
import type { Step } from '../model/step.js';

/** The plan for machines: the same facts as on the screen, without the specs that are sent (those are in a saved plan). */
export function planAsJson(plan: Plan): object {
  const { version, region, madeAt, readSeconds, manifest, nodes, unreachable, unplanned, strangers, notices } = plan;
  return {
    version,
    region,
    madeAt,
    readSeconds,
    manifest,
    nodes,
    steps: plan.steps.map(stepAsJson),
    unreachable,
    unplanned,
    strangers,
    notices,
  };
}

function stepAsJson(step: Step): object {
  const { specs, held, rests, ...rest } = step;
  return {
    ...rest,
    services: step.services,
    volumes: specs.volumes,
    rests: rests.swarm,
    ...(held.length > 0 ? { held } : {}),
  };
}
