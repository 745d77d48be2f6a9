import type { ComposeHealthcheck } from './compose-schema.js';
import { invalidCompose } from './invalid-compose.js';
import { omitEmpty } from './omit-empty.js';
import { parseDuration } from './parse-duration.js';

/** `healthcheck`, durations in nanoseconds. */
export function convertHealthcheck(service: string, check: ComposeHealthcheck): Record<string, unknown> {
  if (!check.disable)
    return omitEmpty({
      Test: check.test,
      Interval: parseDuration(check.interval ?? '0'),
      Timeout: parseDuration(check.timeout ?? '0'),
      StartPeriod: parseDuration(check.start_period ?? '0'),
      StartInterval: parseDuration(check.start_interval ?? '0'),
      Retries: check.retries,
    });
  if (check.test && check.test.length > 0)
    throw invalidCompose(`${service}.healthcheck`, 'has both test and disable', 'keep one of them');
  return { Test: ['NONE'] };
}
