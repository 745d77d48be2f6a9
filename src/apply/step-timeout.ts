import type { Step } from '../model/step.js';

const defaultSeconds = 300;

/** How long a step may take to settle, in milliseconds: the recipe's label `coop-cloud.<stack>.timeout`, else five minutes. */
export function stepTimeout(step: Step): number {
  const labels = step.specs.services
    .map((spec) => Number(spec.Labels[`coop-cloud.${step.stack}.timeout`]))
    .filter((seconds) => seconds > 0);
  return 1000 * Math.max(labels.length === 0 ? defaultSeconds : 0, ...labels);
}
