import { isMapping } from '../model/is-mapping.js';
import type { LoadedService } from './load-service.js';
import { parseDuration } from './parse-duration.js';
import { parseSize } from './parse-size.js';
import { mergeEnvironment, mergeLists, mergeLogging, mergeNetworks, type Merge } from './merge-rules.js';

/** How each key of a service merges; keys that are not named follow mergeDefault. */
const rules: Readonly<Record<string, Merge>> = {
  ports: (base, over) => mergeLists(base, over, 'published'),
  secrets: (base, over) => mergeLists(base, over, 'source'),
  configs: (base, over) => mergeLists(base, over, 'source'),
  volumes: (base, over) => mergeLists(base, over, 'target'),
  command: replaceIfFilled,
  entrypoint: replaceIfFilled,
  environment: mergeEnvironment,
  logging: mergeLogging,
  networks: mergeNetworks,
  ulimits: (base, over) => ({ ...asMapping(base), ...asMapping(over) }),
  labels: (base, over) => ({ ...asMapping(base), ...asMapping(over) }),
  sysctls: (base, over) => ({ ...asMapping(base), ...asMapping(over) }),
};

/** Keys where zero of the later file counts, as docker holds them by pointer. */
const zeroCounts = new Set(['replicas', 'parallelism', 'max_attempts', 'retries']);

const durations = new Set([
  'delay',
  'monitor',
  'window',
  'interval',
  'timeout',
  'start_period',
  'start_interval',
  'stop_grace_period',
]);

/** Merges one service of a later compose file over the same one of earlier files. */
export function mergeService(base: LoadedService, over: LoadedService): LoadedService {
  const merged = mergeMappings(base, over, true);
  return sortNamedLists(base, merged);
}

type Mapping = Readonly<Record<string, unknown>>;

function mergeMappings(base: Mapping, over: Mapping, top: boolean): Mapping {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = base[key];
    const rule = top || key === 'labels' ? rules[key] : undefined;
    if (before === undefined) merged[key] = value;
    else if (value !== undefined) merged[key] = rule ? rule(before, value) : mergeDefault(key, before, value);
  }
  return merged;
}

/** Lists are appended (a health check's test too, as docker does), mappings go deeper, empty values do not count. */
function mergeDefault(key: string, base: unknown, over: unknown): unknown {
  if (Array.isArray(base) && Array.isArray(over)) return [...(base as unknown[]), ...(over as unknown[])];
  if (isMapping(base) && isMapping(over)) return mergeMappings(base, over, false);
  return isEmpty(key, over) ? base : over;
}

/** Durations and sizes are numbers to docker: `0s` counts as little as nothing. */
function isEmpty(key: string, value: unknown): boolean {
  if (value === 0) return !zeroCounts.has(key);
  if (typeof value !== 'string') return value === null || value === false;
  if (key === 'memory') return parseSize(value) === 0;
  return value === '' || (durations.has(key) && parseDuration(value) === 0);
}

/**
 * docker sorts these lists of the earlier files, and drops what falls together in them, once a later file names the
 * service, even where that says nothing about them. A list that only the later file has stays as it is.
 */
function sortNamedLists(base: Mapping, merged: Mapping): Mapping {
  const sorted: Record<string, unknown> = { ...merged };
  for (const key of ['ports', 'secrets', 'configs', 'volumes'])
    if (Array.isArray(base[key])) sorted[key] = rules[key]?.(merged[key], []);
  return sorted;
}

function replaceIfFilled(base: unknown, over: unknown): unknown {
  return Array.isArray(over) && over.length > 0 ? over : base;
}

function asMapping(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}
