import type { StepNotBegun } from '../../model/apply-end.js';
import type { AppName } from '../../model/brand.js';
import type { Step } from '../../model/step.js';
import { needFailed } from './need-failed.js';

/** A step and the lock that it holds. */
export interface LockedStep {
  readonly context: { readonly step: Step };
  readonly lock: { release(): Promise<unknown> };
}

/** Leaves out what depends on something that is out, again and again: a shared secret binds those before to those behind. */
export async function dropDependent<Locked extends LockedStep>(
  steps: readonly Locked[],
  out: Map<AppName, StepNotBegun>,
): Promise<Locked[]> {
  const ready: Locked[] = [];
  for (const one of steps) {
    const { step } = one.context;
    const failed = dependsOn(step).find((app) => out.has(app));
    if (failed === undefined) ready.push(one);
    else {
      await one.lock.release();
      out.set(step.app, needFailed(step, failed));
    }
  }
  return ready.length === steps.length ? ready : dropDependent(ready, out);
}

/** A secret that is made for several apps is made for all of them, or not now. */
function dependsOn({ app, needs, secrets }: Step): AppName[] {
  const sharing = secrets.flatMap(({ make }) => (make.kind === 'generate' ? (make.shared?.members ?? []) : []));
  return [...needs, ...sharing.map((member) => member.app).filter((name) => name !== app)];
}
