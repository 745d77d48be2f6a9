import type { AppName } from '../model/brand.js';
import type { SeenNode } from '../model/observation.js';
import type { Region } from '../model/region.js';
import { effectOf } from '../model/step-kinds.js';
import type { Held, HeldReason, Step } from '../model/step.js';

interface Around {
  readonly region: Region;
  readonly nodes: ReadonlyMap<string, SeenNode>;
  readonly released: ReadonlySet<HeldReason>;
}

/**
 * Holds steps whose needs are neither there nor brought by this plan. Steps come in the order of their needs, so that
 * what waits for a held step waits too.
 */
export function holdMissingNeeds(steps: readonly Step[], around: Around): Step[] {
  const going = new Set<AppName>();
  return steps.map((step) => {
    const missing =
      effectOf(step) === 'goes' ? [] : step.needs.filter((need) => !going.has(need) && !isThere(need, around));
    const isHeld = missing.length > 0 && !around.released.has('needs-missing');
    const checked = isHeld
      ? { ...step, held: [...step.held, heldFor(step, missing, around)] }
      : withReleased(step, missing);
    if (checked.held.length === 0) going.add(step.app);
    return checked;
  });
}

function isThere(need: AppName, { region, nodes }: Around): boolean {
  const app = region.apps.find(({ name }) => name === need);
  return app !== undefined && (nodes.get(app.node)?.services.some(({ stack }) => stack === app.stack) ?? false);
}

function withReleased(step: Step, missing: readonly AppName[]): Step {
  return missing.length === 0 ? step : { ...step, released: [...step.released, 'needs-missing'] };
}

function heldFor(step: Step, missing: readonly AppName[], { region, nodes }: Around): Held {
  const [first = ''] = missing;
  const isSilent = missing.every((need) => {
    const app = region.apps.find(({ name }) => name === need);
    return app !== undefined && !nodes.has(app.node);
  });
  return {
    reason: 'needs-missing',
    says: `${step.app} needs ${missing.join(', ')}, which ${isSilent ? 'could not be looked at' : 'is not running yet'}`,
    release: [
      { label: 'that first', command: `tend apply --app ${first}` },
      { label: 'without it', command: `tend apply --app ${step.app} --without-needs` },
    ],
  };
}
