import { compareText } from '../model/compare-text.js';
import { given } from '../model/given.js';
import { isRealInstant } from '../model/is-real-instant.js';
import { shortName } from '../model/short-name.js';
import { isOfSpec } from '../model/is-of-spec.js';
import { isRunning } from '../model/is-running.js';
import type { ObservedService } from '../model/observation.js';
import { wantedTasks } from '../model/wanted-tasks.js';
import type { ObservedAfter, ServiceAfter } from '../model/outcome.js';

/** What an outcome says of an app's services: only what was seen. */
export function observedAfter(stack: string, swarm: string, services: readonly ObservedService[]): ObservedAfter {
  const version = services
    .map(({ spec }) => spec.Labels[`coop-cloud.${stack}.version`])
    .find((label) => label !== undefined && label !== '');
  const after = services.map((service) => serviceAfter(service, stack)).sort((a, b) => compareText(a.name, b.name));
  return { swarm, ...given({ version }), services: after };
}

function serviceAfter(service: ObservedService, stack: string): ServiceAfter {
  const running = service.tasks.filter(isRunning);
  const fresh = running.filter((task) => isOfSpec(task, service.spec));
  const digest = /@(sha256:[0-9a-f]{64})$/.exec(service.spec.TaskTemplate.ContainerSpec.Image)?.[1];
  return {
    name: shortName(service.name, stack),
    id: service.id,
    index: service.index,
    updated: instantOf(service.updatedAt),
    ...given({ image: digest }),
    running: running.length,
    wanted: wantedTasks(service.spec, service.tasks),
    healthy: fresh.length,
  };
}

/** Docker's word for a time that it does not know. */
const never = '0001-01-01T00:00:00Z';

/** To the second; what a node says may be no time at all, and what came of a step is recorded all the same. */
function instantOf(text: string): string {
  const time = `${text.slice(0, 19)}Z`;
  return isRealInstant(time) ? time : never;
}
