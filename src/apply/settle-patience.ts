import { decidesWithinMs, healthCheckOf } from '../model/health-check.js';
import { isOfSpec } from '../model/is-of-spec.js';
import type { ObservedService, ObservedTask } from '../model/observation.js';

/** How long a step may take to settle, in milliseconds from its last change on. */
export interface Patience {
  /** What the recipe allows, or the usual; longer only while Docker itself still has something to do. */
  readonly usualMs: number;
  /** However slow everything is. */
  readonly atMostMs: number;
}

const leastMs = 5 * 60_000;
/** A health check with a thousand retries is nothing to wait for; a recipe that needs longer says so in its own timeout. */
const mostForChecksMs = 30 * 60_000;
/** For everything around the health check: making the container, Docker's own pauses. */
const aroundMs = 60_000;

/** States of a task before its container runs: a slow machine, disk or registry is no failure of the app. */
const underWay = new Set(['new', 'allocated', 'assigned', 'accepted', 'preparing', 'ready']);

/** At most as long as the recipe says, five minutes, or what its health checks need; the longest of them. */
export function patienceWith(usualMs: number, services: readonly ObservedService[]): Patience {
  const checks = services.flatMap((service) => [
    ownCheckMs(service),
    ...service.tasks.map(({ health }) => health?.decidesWithinMs ?? 0),
  ]);
  const needed = Math.max(0, ...checks);
  return {
    usualMs,
    atMostMs: Math.max(usualMs, leastMs, needed === 0 ? 0 : Math.min(needed + aroundMs, mostForChecksMs)),
  };
}

/**
 * True while Docker has not decided on a task of the service as it is now: the task is being prepared, or its health check may
 * still succeed or fail within its start period and retries. `startingMs`: how long it has been starting.
 */
export function isStillCounting(service: ObservedService, startingMs: (task: ObservedTask) => number): boolean {
  return service.tasks.some((task) => {
    if (task.desiredState !== 'running' || !isOfSpec(task, service.spec)) return false;
    // Of a task that no node may take Docker says why.
    if (underWay.has(task.state) || (task.state === 'pending' && task.error === undefined)) return true;
    return (
      task.state === 'starting' &&
      startingMs(task) < (task.health?.decidesWithinMs ?? decidesWithinMs(checkIn(service)))
    );
  });
}

/** Who is starting for long has a health check; that of an image on another server is not known, and Docker's usual times are taken. */
function checkIn({ spec }: ObservedService): Readonly<Record<string, unknown>> {
  return spec.TaskTemplate.ContainerSpec.Healthcheck ?? {};
}

/** By the check of its spec; an image's own is not known before its container was looked into. */
function ownCheckMs({ spec }: ObservedService): number {
  const own = healthCheckOf(spec);
  return own ? decidesWithinMs(own) : 0;
}
