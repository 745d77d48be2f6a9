import { shortName } from '../model/short-name.js';
import { failedTasks } from '../model/failed-tasks.js';
import { isRunning } from '../model/is-running.js';
import { isUp } from '../model/is-up.js';
import type { ObservedService, ObservedTask } from '../model/observation.js';
import type { ServiceSpec } from '../model/service-spec.js';
import type { StackSpecs } from '../model/stack-specs.js';
import type { ServiceChange } from '../model/step.js';
import type { RunningApp } from './running-app.js';

interface Changes {
  readonly specs: StackSpecs;
  readonly services: readonly ServiceChange[];
}

/** A task that has run this long is no longer one that starts and falls again. */
const steadyMs = 60_000;

/**
 * What a last try that failed left behind although its specs are as wanted: services whose tasks do not stay up. They
 * are started once more where a person says so (ForceUpdate makes Swarm do it).
 */
export function startAgain(running: RunningApp, { specs, services }: Changes, now: string): Changes {
  const unchanged = new Set(services.filter(({ kind }) => kind === 'unchanged').map(({ service }) => service));
  const down = new Map(
    running.services
      .filter((service) => !isSteady(service, now))
      .map((service) => [shortName(service.name, specs.stack), service] as const)
      .filter(([name]) => unchanged.has(name)),
  );
  return {
    specs: {
      ...specs,
      services: specs.services.map((spec) => forced(spec, down.get(shortName(spec.Name, specs.stack)))),
    },
    services: services.map((change) => (down.has(change.service) ? { ...change, kind: 'update', fields } : change)),
  };
}

const fields = [{ field: 'tasks', sign: '~', from: 'down', to: 'started again' }] as const;

/** Enough tasks run, and none of them only until it falls again. */
function isSteady({ spec, tasks }: ObservedService, now: string): boolean {
  const hasFailed = failedTasks({ spec, tasks }).length > 0;
  const isSteadyTask = (task: ObservedTask) => !isRunning(task) || !hasFailed || sinceMs(task.at, now) >= steadyMs;
  return isUp(spec, tasks.filter(isSteadyTask));
}

function sinceMs(at: string, now: string): number {
  return Date.parse(now) - Date.parse(at);
}

function forced(spec: ServiceSpec, down: ObservedService | undefined): ServiceSpec {
  if (!down) return spec;
  const times = down.spec.TaskTemplate.ForceUpdate ?? 0;
  return { ...spec, TaskTemplate: { ...spec.TaskTemplate, ForceUpdate: times + 1 } };
}
