import { parseGoFloat } from './parse-go-number.js';

/** What a value that came from a variable must be, and how it is read; undefined: it is not. */
export interface Cast {
  readonly wants: string;
  readonly read: (text: string) => number | boolean | undefined;
}

const integer: Cast = { wants: 'a whole number', read: parseInteger };
const decimal: Cast = { wants: 'a number', read: parseGoFloat };
const truth: Cast = { wants: 'true or false', read: parseTruth };

/** Keys whose values docker turns into something other than text after variables were filled in; `*` any key. */
const casts: readonly (readonly [string, Cast])[] = [
  ['services.*.configs.[].mode', integer],
  ['services.*.secrets.[].mode', integer],
  ['services.*.healthcheck.retries', integer],
  ['services.*.healthcheck.disable', truth],
  ['services.*.deploy.replicas', integer],
  ['services.*.deploy.update_config.parallelism', integer],
  ['services.*.deploy.update_config.max_failure_ratio', decimal],
  ['services.*.deploy.rollback_config.parallelism', integer],
  ['services.*.deploy.rollback_config.max_failure_ratio', decimal],
  ['services.*.deploy.restart_policy.max_attempts', integer],
  ['services.*.deploy.placement.max_replicas_per_node', integer],
  ['services.*.ports.[].target', integer],
  ['services.*.ports.[].published', integer],
  ['services.*.ulimits.*', integer],
  ['services.*.ulimits.*.hard', integer],
  ['services.*.ulimits.*.soft', integer],
  ['services.*.privileged', truth],
  ['services.*.oom_score_adj', integer],
  ['services.*.read_only', truth],
  ['services.*.stdin_open', truth],
  ['services.*.tty', truth],
  ['services.*.volumes.[].read_only', truth],
  ['services.*.volumes.[].volume.nocopy', truth],
  ['networks.*.external', truth],
  ['networks.*.internal', truth],
  ['networks.*.attachable', truth],
  ['volumes.*.external', truth],
  ['secrets.*.external', truth],
  ['configs.*.external', truth],
];

const patterns = casts.map(([pattern, cast]) => ({ parts: pattern.split('.'), cast }));

/** The cast for a path of keys, `[]` for an element of a list. */
export function castFor(path: readonly string[]): Cast | undefined {
  return patterns.find(({ parts }) => matches(parts, path))?.cast;
}

function matches(parts: readonly string[], path: readonly string[]): boolean {
  return parts.length === path.length && parts.every((part, i) => part === '*' || part === path[i]);
}

/** Decimal only: `0555` from a variable is 555, as in docker. */
function parseInteger(text: string): number | undefined {
  const value = /^[-+]?\d+$/.test(text) ? BigInt(text) : undefined;
  return value !== undefined && value >= -(2n ** 63n) && value < 2n ** 63n ? Number(value) : undefined;
}

function parseTruth(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (['y', 'yes', 'true', 'on'].includes(word)) return true;
  return ['n', 'no', 'false', 'off'].includes(word) ? false : undefined;
}
