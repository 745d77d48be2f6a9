import { effectOf } from '../model/step-kinds.js';
import type { Held, Step } from '../model/step.js';
import type { HoldContext } from './hold-context.js';
import { holdChangedOutside } from './hold-changed-outside.js';
import { holdFailedBefore } from './hold-failed-before.js';
import { holdMajor } from './hold-major.js';
import { holdDowngrade } from './hold-downgrade.js';
import { holdMissingSecrets } from './hold-missing-secrets.js';
import { holdRemoval } from './hold-removal.js';
import { holdStartEmpty } from './hold-start-empty.js';
import { holdTakenConfigs } from './hold-taken-configs.js';
import { holdUnpinned } from './hold-unpinned.js';
import { holdMissingNetworks } from './hold-missing-networks.js';

type Hold = (context: HoldContext) => Held | undefined;

/** Taking an app away asks for nothing that running it would need. */
const reasonsAgainstUndeploy: readonly Hold[] = [holdChangedOutside, holdRemoval];

const reasons: readonly Hold[] = [
  holdStartEmpty,
  holdChangedOutside,
  holdFailedBefore,
  holdMajor,
  holdDowngrade,
  holdMissingSecrets,
  holdTakenConfigs,
  holdUnpinned,
  holdMissingNetworks,
  holdRemoval,
];

/** The step with every reason that holds it; those that a person released are named apart. */
export function holdStep(context: HoldContext): Step {
  const asked = effectOf(context.step) === 'goes' ? reasonsAgainstUndeploy : reasons;
  const found = asked.flatMap((reason) => reason(context) ?? []);
  const isReleased = (held: Held) => context.input.released.has(held.reason);
  const released = found.filter(isReleased).map((held) => held.reason);
  return {
    ...context.step,
    held: found.filter((held) => !isReleased(held)),
    released: [...context.step.released, ...released],
  };
}
