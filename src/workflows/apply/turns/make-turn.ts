import type { App } from '../../../model/region.js';
import { effectOf } from '../../../model/step-kinds.js';
import type { Step } from '../../../model/step.js';
import type { Turn } from './next-turns.js';

/** A step as one turn among those of its run, which come in the order of the plan: a need is one of those before it. Pure. */
export function makeTurn(step: Step, before: readonly Step[], apps: readonly App[]): Turn {
  const { app, node } = step;
  const needs = step.needs.filter((need) => before.some((other) => other.app === need));
  return { app, node, needs, isNew: isNew(step, apps) };
}

/** Nothing of it runs, and no other app of the region stands on it: whatever becomes of it, nobody else is hit. */
function isNew(step: Step, apps: readonly App[]): boolean {
  const isNeeded = apps.some(({ needs, state }) => state === 'present' && needs.includes(step.app));
  return effectOf(step) === 'comes' && step.rests.services.length === 0 && !isNeeded;
}
