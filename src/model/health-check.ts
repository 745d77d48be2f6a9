import type { ServiceSpec } from './service-spec.js';

/** A health check as Docker stores it (Healthcheck of a container spec, or of an image); durations in nanoseconds. */
type StoredCheck = Readonly<Record<string, unknown>>;

/** What Docker takes where a check does not say it. */
const usual = { Interval: 30e9, Timeout: 30e9, Retries: 3, StartPeriod: 0 } as const;

/** The health check that a service's own spec has; undefined: that of its image, if any, or none. */
export function healthCheckOf({ TaskTemplate }: ServiceSpec): StoredCheck | undefined {
  const check = TaskTemplate.ContainerSpec.Healthcheck;
  const test = check?.['Test'];
  return Array.isArray(test) && test.length > 0 && test[0] !== 'NONE' ? check : undefined;
}

/** Milliseconds from a container's start within which Docker calls it healthy or unhealthy: its start period, then every retry. */
export function decidesWithinMs(check: StoredCheck): number {
  const nanoseconds = numberOf('StartPeriod') + numberOf('Retries') * (numberOf('Interval') + numberOf('Timeout'));
  return nanoseconds / 1e6;

  function numberOf(key: keyof typeof usual): number {
    const value = check[key];
    return typeof value === 'number' && value > 0 ? value : usual[key];
  }
}
