import { KnownError } from '../model/known-error.js';
import type { ObservedService } from '../model/observation.js';
import type { StepContext } from './step-context.js';

const pollMs = 500;
const moving = new Set(['updating', 'rollback_started']);

/**
 * Services as they are once the swarm has ended the updates that somebody began and did not wait for: until then their
 * Version.Index goes on moving, and what is recorded would look changed from outside. After `timeoutMs` as they are.
 */
export async function waitUntilStill(
  { look, clock, signal }: Pick<StepContext, 'look' | 'clock' | 'signal'>,
  timeoutMs: number,
): Promise<readonly ObservedService[]> {
  const deadline = clock.monotonic() + timeoutMs;
  for (;;) {
    const services = await look();
    const isMoving = services.some(({ updateState }) => moving.has(updateState ?? ''));
    if (!isMoving || clock.monotonic() > deadline) return services;
    await clock.sleep(pollMs, signal);
    if (signal.aborted)
      throw new KnownError('INTERRUPTED', 'stopped while an update of an earlier run goes on', {
        tryThis: ['to go on, run the same command again'],
      });
  }
}
