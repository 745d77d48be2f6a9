import type { AppName } from '../model/brand.js';
import { effectOf } from '../model/step-kinds.js';
import type { Step } from '../model/step.js';

/**
 * Steps in the order of their needs, removals last. An app on several nodes goes to its first node alone
 * before the others follow: what breaks there breaks once.
 */
export function orderSteps(steps: readonly Step[]): Step[] {
  const withCanary = steps.map((step) => addCanary(step, steps));
  const byApp = new Map(withCanary.map((step) => [step.app, step]));
  const placed = new Set<AppName>();
  const ordered: Step[] = [];
  for (const step of withCanary) place(step);
  return [
    ...ordered.filter((step) => effectOf(step) !== 'goes'),
    ...ordered.filter((step) => effectOf(step) === 'goes').reverse(),
  ];

  function place(step: Step): void {
    if (placed.has(step.app)) return;
    placed.add(step.app);
    for (const need of step.needs) {
      const needed = byApp.get(need);
      if (needed) place(needed);
    }
    ordered.push(step);
  }
}

function addCanary(step: Step, steps: readonly Step[]): Step {
  if (effectOf(step) !== 'changes') return step;
  const key = step.app.split('@')[0] ?? step.app;
  const first = steps.find(
    (other) => other.held.length === 0 && other.app.startsWith(`${key}@`) && other.kind === step.kind,
  );
  return !first || first.app === step.app || !step.app.includes('@')
    ? step
    : { ...step, needs: [...step.needs, first.app] };
}
