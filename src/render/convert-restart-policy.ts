import { invalidCompose } from './invalid-compose.js';
import type { LoadedService } from './load-service.js';
import { given } from '../model/given.js';
import { parseDuration } from './parse-duration.js';

/** `deploy.restart_policy`, else the older `restart`; neither: undefined. */
export function convertRestartPolicy(where: string, service: LoadedService): Record<string, unknown> | undefined {
  const policy = service.deploy?.restart_policy;
  if (!policy) return service.restart ? convertRestart(`${where}.restart`, service.restart) : undefined;
  return given({
    Condition: policy.condition || undefined,
    Delay: policy.delay === undefined ? undefined : parseDuration(policy.delay),
    MaxAttempts: policy.max_attempts,
    Window: policy.window === undefined ? undefined : parseDuration(policy.window),
  });
}

const conditions: Readonly<Record<string, string | undefined>> = {
  no: undefined,
  always: 'any',
  'unless-stopped': 'any',
  'on-failure': 'on-failure',
};

/**
 * `always`, `on-failure:3`; `no` says nothing at all to a swarm, which then restarts. As docker's client 29 does, which
 * counts the tries of `always:3` too; 28 does not.
 */
function convertRestart(where: string, text: string): Record<string, unknown> | undefined {
  const { name, count } = /^(?<name>[^:]*)(?::(?<count>\+?\d*))?$/.exec(text)?.groups ?? {};
  if (name === undefined || !Object.hasOwn(conditions, name))
    throw invalidCompose(where, `is ${text}, which is no restart policy`, 'use deploy.restart_policy');
  const condition = conditions[name];
  if (!condition) return undefined;
  return { Condition: condition, ...(Number(count) > 0 ? { MaxAttempts: Number(count) } : {}) };
}
