import { failedTasks } from './failed-tasks.js';
import { isRunning } from './is-running.js';
import { isOfSpec } from './is-of-spec.js';
import type { ObservedService, ObservedTask } from './observation.js';

const times = 3;
const minute = 60_000;
/** A task that ran longer did not fail at its start. */
const shortMs = 15 * minute;
const recentMs = 60 * minute;
const steadyMs = minute;

/**
 * Tasks of a service that fail again and again: in one place (slot or node) at least three of the spec as it is now ended soon after
 * their start within the last hour, and the one that runs there, if any, has not outlived them yet. Empty: it does not. Swarm
 * remembers five tasks a place unless its history limit says otherwise; times are compared with `now`.
 */
export function keepsFailing(service: Pick<ObservedService, 'spec' | 'tasks'>, now: string): readonly ObservedTask[] {
  const failed = failedTasks(service).filter((task) => isShortAndRecent(task, now));
  if (failed.length < times) return [];
  const own = failed.filter((task) => isOfSpec(task, service.spec));
  const places = [...Map.groupBy(own, placeOf)].filter(
    ([place, here]) => here.length >= times && !outlived(place, here),
  );
  return places.flatMap(([, here]) => here);

  function outlived(place: string, here: readonly ObservedTask[]): boolean {
    const longest = Math.max(steadyMs, ...here.map((task) => 2 * between(task.createdAt, task.at)));
    const running = service.tasks.filter((task) => isRunning(task) && placeOf(task) === place);
    return running.some((task) => between(task.at, now) > longest);
  }
}

/** Where a task stands among those of its service: of a global one its server, else its slot. */
export function placeOf({ slot, nodeId }: ObservedTask): string {
  return String(slot ?? nodeId ?? '');
}

function isShortAndRecent({ createdAt, at }: ObservedTask, now: string): boolean {
  return between(createdAt, at) < shortMs && between(at, now) < recentMs;
}

function between(from: string, to: string): number {
  return Date.parse(to) - Date.parse(from);
}
