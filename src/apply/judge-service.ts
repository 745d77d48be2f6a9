import { canonicalText } from '../model/canonical-text.js';
import { isRunning } from '../model/is-running.js';
import type { ObservedService, ObservedTask } from '../model/observation.js';
import type { ServiceSpec } from '../model/service-spec.js';
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

const endedBadly = new Set(['failed', 'rejected', 'orphaned']);
const failuresAllowed = 3;

/** Judges one service; `service` undefined means that it is gone. Pure. */
export function judgeService(touched: TouchedService, service: ObservedService | undefined): Verdict {
  if (!service) return verdict('failed', 'it is gone from the swarm', []);
  const fresh = service.tasks.filter((task) => isOfSpec(task, service.spec));
  const failed = service.tasks.filter((task) => endedBadly.has(task.state) && !touched.tasksBefore.has(task.id));
  if (service.updateState?.startsWith('rollback') || service.updateState === 'paused')
    return judgeUpdate(service, failed);
  const wanted = wantedTasks(service.spec, fresh);
  const running = fresh.filter(isRunning);
  const enough = hasEnough(service, fresh) && (wanted > 0 || service.updateState !== 'updating');
  const says = `${running.length} of ${wanted} task${wanted === 1 ? '' : 's'} new${waitingFor(fresh)}`;
  if (service.updateState === 'updating') return { ...verdict('settling', says, failed), running: [] };
  if (enough)
    return {
      state: 'settled',
      says,
      running: running.map(({ id }) => id),
      vouched: isVouched(service),
      failedTasks: failed,
    };
  return hasGivenUp(fresh, failed)
    ? verdict('failed', failureWords(failed), failed)
    : verdict('settling', says, failed);
}

/** The former spec is back and its tasks run again. */
export function isBack(service: ObservedService): boolean {
  const fresh = service.tasks.filter((task) => isOfSpec(task, service.spec));
  return hasEnough(service, fresh) && (service.updateState ?? 'completed').endsWith('completed');
}

function hasEnough({ spec }: ObservedService, fresh: readonly ObservedTask[]): boolean {
  const completed = mayComplete(spec) ? fresh.filter((task) => task.state === 'complete') : [];
  return fresh.filter(isRunning).length + completed.length >= wantedTasks(spec, fresh);
}

/** Number of tasks that a service wants. */
export function wantedTasks(spec: ServiceSpec, tasks: readonly ObservedTask[]): number {
  if (spec.Mode?.Replicated) return spec.Mode.Replicated.Replicas ?? 1;
  if (spec.Mode?.Global) return Math.max(1, tasks.filter((task) => task.desiredState === 'running').length);
  const job = spec.Mode?.['ReplicatedJob'] as { TotalCompletions?: number } | undefined;
  return job?.TotalCompletions ?? 1;
}

/** True where the task was made from this spec; a task's copy lacks Runtime. */
export function isOfSpec(task: ObservedTask, spec: ServiceSpec): boolean {
  return canonicalText(withoutRuntime(task.spec)) === canonicalText(withoutRuntime(spec.TaskTemplate));
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
      vouched: hasHealthCheck(service),
    };
  return failed.filter((task) => former.includes(task)).length >= failuresAllowed
    ? verdict('failed', 'the swarm rolled back, and the former version does not run either', failed)
    : verdict('settling', 'rolled back, waiting for the former version', failed);
}

function verdict(state: Verdict['state'], says: string, failedTasks: readonly ObservedTask[]): Verdict {
  return { state, says, running: [], vouched: true, failedTasks };
}

function failureWords(failed: readonly ObservedTask[]): string {
  const last = failed.at(-1);
  if (!last) return 'its tasks did not stay up';
  const exit = last.exitCode === undefined ? last.state : `exit ${last.exitCode}`;
  return `${exit}, ${failed.length === 1 ? 'once' : `${failed.length} times`}`;
}

function hasGivenUp(fresh: readonly ObservedTask[], failed: readonly ObservedTask[]): boolean {
  const coming = fresh.some((task) => task.desiredState === 'running' || task.desiredState === 'ready');
  return failed.length >= failuresAllowed || (failed.length > 0 && !coming);
}

function waitingFor(fresh: readonly ObservedTask[]): string {
  if (fresh.some((task) => task.state === 'starting')) return ', waiting for its health check';
  if (fresh.some((task) => task.state === 'preparing')) return ', fetching its image';
  if (fresh.some((task) => task.state === 'pending')) return ', waiting for a node that may take it';
  return '';
}

function isVouched(service: ObservedService): boolean {
  return service.updateState === 'completed' || hasHealthCheck(service);
}

function hasHealthCheck({ spec }: ObservedService): boolean {
  const test = spec.TaskTemplate.ContainerSpec.Healthcheck?.['Test'];
  return Array.isArray(test) && test.length > 0 && test[0] !== 'NONE';
}

function mayComplete(spec: ServiceSpec): boolean {
  const condition = spec.TaskTemplate.RestartPolicy?.['Condition'];
  return (
    condition === 'none' ||
    condition === 'on-failure' ||
    spec.Mode?.['ReplicatedJob'] !== undefined ||
    spec.Mode?.['GlobalJob'] !== undefined
  );
}

function withoutRuntime(template: unknown): unknown {
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).filter(([key]) => key !== 'Runtime'));
}
