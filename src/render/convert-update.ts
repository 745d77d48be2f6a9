import type { UpdateConfig } from '../model/service-spec.js';
import type { ComposeUpdate } from './compose-deploy-schema.js';
import { omitEmpty } from './omit-empty.js';
import { parseDuration } from './parse-duration.js';

/** `deploy.update_config` or `deploy.rollback_config`; one task at a time where it does not say. */
export function convertUpdate(update: ComposeUpdate): UpdateConfig {
  return {
    Parallelism: update.parallelism ?? 1,
    ...omitEmpty({
      Delay: parseDuration(update.delay ?? '0'),
      FailureAction: update.failure_action,
      Monitor: parseDuration(update.monitor ?? '0'),
      Order: update.order,
    }),
    MaxFailureRatio: shortest(update.max_failure_ratio ?? 0),
  };
}

/** The engine holds a ratio in 32 bits and gives back the shortest number that means the same. */
function shortest(ratio: number): number {
  const same = [6, 7, 8]
    .map((digits) => Number(ratio.toPrecision(digits)))
    .find((short) => Math.fround(short) === Math.fround(ratio));
  return same ?? ratio;
}
