import type { StepContext } from './step-context.js';
import { effectOf } from '../model/step-kinds.js';
import { waitUntilGone } from './wait-until-gone.js';

const containersMs = 30_000;
/** How long a node goes on listing a network after its last container has ended; one that stays longer is there to stay. */
const networksMs = 5_000;

/**
 * A node still lists the networks of a stack that somebody removed a moment ago, although its swarm has them no more, and
 * refuses services on them: a deployment that found such networks waits until they are gone.
 */
export async function waitForFormerNetworks(context: StepContext): Promise<void> {
  const { docker, step, clock, signal } = context;
  if (effectOf(step) !== 'comes' || step.specs.networks.every(({ Name }) => step.networks.includes(Name))) return;
  await waitUntilGone(context, containersMs);
  const deadline = clock.monotonic() + networksMs;
  while (clock.monotonic() < deadline && !signal.aborted) {
    if ((await docker.networks({ stack: step.stack })).length === 0) return;
    await clock.sleep(300, signal);
  }
}
