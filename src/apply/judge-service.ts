import { failedTasks } from '../model/failed-tasks.js';
import { failureWords } from '../model/failure-words.js';
import { healthCheckOf } from '../model/health-check.js';
import { isOfSpec } from '../model/is-of-spec.js';
import { isRunning } from '../model/is-running.js';
import { isUp } from '../model/is-up.js';
import { placeOf } from '../model/keeps-failing.js';
import type { ObservedService, ObservedTask } from '../model/observation.js';
import { wantedTasks } from '../model/wanted-tasks.js';
import type { TouchedService } from './step-context.js';

/** How far a touched service has come, judged by its tasks of this very spec. */
export interface Verdict {
  readonly state: 'settling' | 'settled' | 'failed' | 'rolled-back' | 'paused';
  readonly says: string;
  /** Tasks of the new spec that run, to see whether they go on running. */
  readonly running: readonly string[];
  /** True where the swarm itself watched the update to its end, or a health check vouches for the tasks. */
  readonly vouched: boolean;
  readonly failedTasks: readonly ObservedTask[];
}

const failuresAllowed = 3;
/** How long refusals by a node may be waited out. */
export const refusedMs = 30_000;

/**
 * Judges one service; `service` undefined means that it is gone. While it is `early`, tasks that a node refused before it made
 * a container count for nothing: where another stack's network went a moment ago, its addresses are still taken. Pure.
 */
export function judgeService(touched: TouchedService, service: ObservedService | undefined, early = false): Verdict {
  if (!service) return verdict('failed', 'it is gone from the swarm', []);
  const fresh = service.tasks.filter((task) => isOfSpec(task, service.spec));
  const ended = failedTasks(service).filter(({ id }) => !touched.tasksBefore.has(id));
  const refused = early ? ended.filter(isRefused) : [];
  const failed = ended.filter((task) => !refused.includes(task));
  if (service.updateState?.startsWith('rollback') || service.updateState === 'paused')
    return judgeUpdate(service, failed);
  const wanted = wantedTasks(service.spec, fresh);
  const running = fresh.filter(isRunning);
  const enough = isUp(service.spec, fresh) && (wanted > 0 || service.updateState !== 'updating');
  const says = `${running.length} of ${wanted} task${wanted === 1 ? '' : 's'} new${waitingFor(fresh, refused)}${soFar(failed)}`;
  if (service.updateState === 'updating') return { ...verdict('settling', says, failed), running: [] };
  if (enough)
    return {
      state: 'settled',
      says,
      running: running.map(({ id }) => id),
      vouched: isVouched(service),
      failedTasks: failed,
    };
  return hasGivenUp(fresh, failed) && refused.length === 0
    ? verdict('failed', failureWords(failed), failed)
    : verdict('settling', says, failed);
}

/** The former spec is back and its tasks run again. */
export function isBack(service: ObservedService): boolean {
  const fresh = service.tasks.filter((task) => isOfSpec(task, service.spec));
  return isUp(service.spec, fresh) && (service.updateState ?? 'completed').endsWith('completed');
}

function judgeUpdate(service: ObservedService, failed: readonly ObservedTask[]): Verdict {
  if (service.updateState === 'paused') return verdict('paused', 'the swarm stopped the update half-way', failed);
  if (service.updateState === 'rollback_paused')
    return verdict('failed', 'the swarm could not roll back either', failed);
  if (service.updateState !== 'rollback_completed') return verdict('settling', 'the swarm rolls back', failed);
  const former = service.tasks.filter((task) => isOfSpec(task, service.spec));
  if (isBack(service))
    return {
      ...verdict('rolled-back', failureWords(failed), failed),
      running: former.filter(isRunning).map(({ id }) => id),
      vouched: healthCheckOf(service.spec) !== undefined,
    };
  return failed.filter((task) => former.includes(task)).length >= failuresAllowed
    ? verdict('failed', 'the swarm rolled back, and the former version does not run either', failed)
    : verdict('settling', 'rolled back, waiting for the former version', failed);
}

function verdict(state: Verdict['state'], says: string, failedTasks: readonly ObservedTask[]): Verdict {
  return { state, says, running: [], vouched: true, failedTasks };
}

/** Refused by its node before there was a container: a bind that leads nowhere, a network that cannot be made. */
function isRefused({ state, containerId }: ObservedTask): boolean {
  return state === 'rejected' && containerId === undefined;
}

/** Three times in one place, or once and nothing comes after it. */
function hasGivenUp(fresh: readonly ObservedTask[], failed: readonly ObservedTask[]): boolean {
  const coming = fresh.some((task) => task.desiredState === 'running' || task.desiredState === 'ready');
  const byPlace = Map.groupBy(failed, placeOf);
  return [...byPlace.values()].some(({ length }) => length >= failuresAllowed) || (failed.length > 0 && !coming);
}

function waitingFor(fresh: readonly ObservedTask[], refused: readonly ObservedTask[]): string {
  if (refused.length > 0)
    return `, refused by its node ${refused.length === 1 ? 'once' : `${refused.length} times`}, which is waited out for up to ${refusedMs / 1000} s`;
  if (fresh.some((task) => task.state === 'starting')) return ', waiting for its health check';
  if (fresh.some((task) => task.state === 'preparing')) return ', fetching its image';
  if (fresh.some((task) => task.state === 'pending')) return ', waiting for a node that may take it';
  return '';
}

function soFar(failed: readonly ObservedTask[]): string {
  return failed.length === 0 ? '' : `; ${failureWords(failed)} so far`;
}

function isVouched(service: ObservedService): boolean {
  return service.updateState === 'completed' || healthCheckOf(service.spec) !== undefined;
}
