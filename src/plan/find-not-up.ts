import { failedTasks } from '../model/failed-tasks.js';
import { failureWords } from '../model/failure-words.js';
import { isUp } from '../model/is-up.js';
import { keepsFailing } from '../model/keeps-failing.js';
import type { ObservedService, SeenNode } from '../model/observation.js';
import type { AppNotUp } from '../model/plan.js';
import type { App } from '../model/region.js';
import { shortName } from '../model/short-name.js';
import { wantedTasks } from '../model/wanted-tasks.js';
import { isRunning } from '../model/is-running.js';

/** Of apps whose specs are as wanted, those that do not run as they should all the same, judged by what was seen alone. Pure. */
export function findNotUp(apps: readonly App[], node: SeenNode): AppNotUp[] {
  return apps.flatMap((app) => {
    const says = notUpWords(app, node);
    return says.length === 0 ? [] : [{ app: app.name, says: says.join('; ') }];
  });
}

function notUpWords({ stack }: App, { services, at }: SeenNode): string[] {
  return services
    .filter((service) => service.stack === stack)
    .flatMap((service) => {
      const says = serviceWords(service, at);
      return says === undefined ? [] : [`${shortName(service.name, stack)}: ${says}`];
    });
}

function serviceWords(service: ObservedService, now: string): string | undefined {
  const { spec, tasks } = service;
  const failing = keepsFailing(service, now);
  if (failing.length > 0) return `keeps failing (${failureWords(failing)})`;
  if (isUp(spec, tasks)) return undefined;
  const failed = failedTasks(service);
  const how = failed.length > 0 ? ` (${failureWords(failed)})` : '';
  return `${tasks.filter(isRunning).length} of ${wantedTasks(spec, tasks)} up${how}`;
}
