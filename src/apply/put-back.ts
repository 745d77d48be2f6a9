import { isMajorChange } from '../model/recipe-version.js';
import type { Step } from '../model/step.js';
import { fillInIds, readIds } from './fill-in-ids.js';
import { isBack } from './judge-service.js';
import type { StepContext, TouchedService } from './step-context.js';

/** False where the new version may have changed data in a way that the former one does not understand. */
export function isReversible(step: Step): boolean {
  const { from, to } = step.recipe;
  return (
    step.kind !== 'downgrade' &&
    (from === undefined || !isMajorChange(from, to)) &&
    !step.services.some(({ kind }) => kind === 'remove')
  );
}

/** A task that starts and falls again is not back. */
const stableMs = 2_500;

/** Sends the former specs of updated services again and waits until they run; true where they do. */
export async function putBack(
  context: StepContext,
  touched: readonly TouchedService[],
  timeoutMs: number,
): Promise<boolean> {
  const updated = touched.flatMap(({ id, before }) => (before ? [{ id, before }] : []));
  const ids = await readIds(context.docker);
  const now = new Map((await context.look()).map((service) => [service.id, service]));
  for (const { id, before } of updated) {
    context.fence();
    context.tell('services', `${before.name}: the former spec again`);
    await context.docker.updateService(
      id,
      now.get(id)?.index ?? before.index,
      fillInIds(before.spec, ids),
      await context.authFor(before.spec.TaskTemplate.ContainerSpec.Image),
    );
  }
  return waitUntilBack(context, new Set(updated.map(({ id }) => id)), timeoutMs);
}

async function waitUntilBack(
  { look, clock, signal }: StepContext,
  ids: ReadonlySet<string>,
  timeoutMs: number,
): Promise<boolean> {
  const deadline = clock.monotonic() + timeoutMs;
  let since: number | undefined;
  while (clock.monotonic() < deadline && !signal.aborted) {
    const services = (await look()).filter((service) => ids.has(service.id));
    since = services.length === ids.size && services.every(isBack) ? (since ?? clock.monotonic()) : undefined;
    if (since !== undefined && clock.monotonic() - since >= stableMs) return true;
    await clock.sleep(400, signal);
  }
  return false;
}
