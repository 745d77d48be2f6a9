import { KnownError } from '../model/known-error.js';
import type { ObservedService } from '../model/observation.js';
import type { Step } from '../model/step.js';

/** True where the service of that full name is what the plan rests on: the same Version.Index, or missing then and now. */
export function isAsPlanned({ rests }: Step, name: string, now: ObservedService | undefined): boolean {
  const planned = rests.services.find((service) => service.name === name);
  return planned?.id === now?.id && planned?.index === now?.index;
}

/** A service that somebody changed since the plan was made: it is left as it is. */
export function planStale({ app, node }: Step, service: string): KnownError {
  return new KnownError(
    'PLAN_STALE',
    `${service} on ${node} is not as it was when the plan was made: it was left as it is`,
    { tryThis: [`tend plan --app ${app}`] },
  );
}
