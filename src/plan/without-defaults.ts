import { canonicalAddress } from '../model/canonical-address.js';
import { canonicalText } from '../model/canonical-text.js';
import { compareText } from '../model/compare-text.js';

/** What an engine (20.10 to 28) fills in where a spec does not say it, by the key and the one above. */
const defaults: readonly (readonly [string, string, unknown])[] = [
  ['EndpointSpec', 'Mode', 'vip'],
  ['ContainerSpec', 'Isolation', 'default'],
  ['TaskTemplate', 'Runtime', 'container'],
  ['RestartPolicy', 'Condition', 'any'],
  ['UpdateConfig', 'FailureAction', 'pause'],
  ['UpdateConfig', 'Order', 'stop-first'],
  ['RollbackConfig', 'FailureAction', 'pause'],
  ['RollbackConfig', 'Order', 'stop-first'],
  ['Ports', 'Protocol', 'tcp'],
  ['Ports', 'PublishMode', 'ingress'],
];

/** Keys that docker's client sends and a swarm does not keep. */
const notKept = new Set(['Consistency']);

/** Keys where zero and false say something else than silence. */
const zeroCounts = new Set(['Init', 'StopGracePeriod', 'Parallelism', 'Delay', 'MaxConcurrent', 'TotalCompletions']);

/** Lists in which order says nothing. */
const unordered = new Set([
  'Constraints',
  'Hosts',
  'CapabilityAdd',
  'CapabilityDrop',
  'Ulimits',
  'Aliases',
  'Platforms',
]);

/**
 * A part of a spec without what an engine fills in by itself and without empty things, lists without order sorted: two
 * parts that mean the same are deeply equal. `key` is where the part stands. Undefined: nothing is left.
 */
export function withoutDefaults(value: unknown, key = '', above = ''): unknown {
  if (isDefault(value, key, above)) return undefined;
  if (Array.isArray(value)) return listWithoutDefaults(value, key);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).flatMap(([name, inner]) => {
    const plain = withoutDefaults(inner, name, key);
    return plain === undefined ? [] : [[name, plain] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function isDefault(value: unknown, key: string, above: string): boolean {
  if (value === undefined || value === null || value === '' || notKept.has(key)) return true;
  if (value === 0 || value === false) return !zeroCounts.has(key);
  return defaults.some(([parent, name, filled]) => parent === above && name === key && filled === value);
}

function plainItem(item: unknown, key: string): unknown {
  if (typeof item === 'object') return withoutDefaults(item, key, '') ?? {};
  return key === 'Nameservers' && typeof item === 'string' ? canonicalAddress(item) : item;
}

function listWithoutDefaults(list: readonly unknown[], key: string): unknown {
  if (list.length === 0) return undefined;
  const plain = list.map((item) => plainItem(item, key));
  return unordered.has(key)
    ? plain
        .map((item) => [canonicalText(item), item] as const)
        .sort(([a], [b]) => compareText(a, b))
        .map(([, item]) => item)
    : plain;
}
