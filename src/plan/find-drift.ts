import { shortName } from '../model/short-name.js';
import type { ServiceChange } from '../model/step.js';
import type { LastSeen, RunningApp } from './running-app.js';

/**
 * Services that were changed outside tend: their Version.Index is not the one that the last outcome recorded,
 * and they are not as wanted. A service that the outcome does not know counts too.
 */
export function findDrift(
  running: RunningApp,
  changes: readonly ServiceChange[],
  { last, stack }: { readonly last: LastSeen; readonly stack: string },
): string[] {
  const recorded = new Map(last.observed.services.map((service) => [service.name, service]));
  const touched = running.services.filter((service) => {
    const before = recorded.get(shortName(service.name, stack));
    return !before || before.id !== service.id || before.index !== service.index;
  });
  const names = touched.map((service) => shortName(service.name, stack));
  const gone = [...recorded.keys()].filter(
    (name) => !running.services.some((service) => shortName(service.name, stack) === name),
  );
  return [...names, ...gone].filter((name) =>
    changes.some((change) => change.service === name && change.kind !== 'unchanged'),
  );
}
