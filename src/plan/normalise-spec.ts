import type { ServiceSpec } from '../model/service-spec.js';
import { canonicalText } from '../model/canonical-text.js';
import { splitEnv } from '../model/split-env.js';
import { withoutDefaults } from './without-defaults.js';

/** Things by name, each as text in which equal is equal. */
export type Named = ReadonlyMap<string, string>;

/** A service spec in the one form in which equal is equal: named things by name, the rest without defaults. */
export interface NormalSpec {
  readonly image: string;
  /** Undefined where the mode has no replicas. */
  readonly replicas: string | undefined;
  /** A variable without a value has the value undefined. */
  readonly env: ReadonlyMap<string, string | undefined>;
  readonly labels: Named;
  readonly containerLabels: Named;
  readonly mounts: Named;
  readonly networks: Named;
  readonly configs: Named;
  readonly secrets: Named;
  readonly ports: Named;
  readonly healthcheck: Named;
  readonly command: Named;
  /** All else, without what an engine fills in. */
  readonly rest: unknown;
}

/** Brings a spec, wanted or stored, into the form for comparing. */
export function normaliseSpec(spec: ServiceSpec): NormalSpec {
  const container = spec.TaskTemplate.ContainerSpec;
  const mode = spec.Mode ?? {};
  return {
    image: container.Image,
    replicas: Object.keys(mode).every((key) => key === 'Replicated')
      ? String(mode.Replicated?.Replicas ?? 1)
      : undefined,
    env: new Map((container.Env ?? []).map(splitEnv)),
    labels: new Map(Object.entries(spec.Labels ?? {})),
    containerLabels: new Map(Object.entries(container.Labels ?? {})),
    mounts: keyed('Mounts', container.Mounts, (mount) => mount.Target),
    networks: keyed('Networks', spec.TaskTemplate.Networks, (network) => network.Target),
    configs: keyed('Configs', container.Configs, (config) => config.ConfigName),
    secrets: keyed('Secrets', container.Secrets, (secret) => secret.SecretName),
    ports: keyed('Ports', spec.EndpointSpec?.Ports, portName),
    healthcheck: keyed('Healthcheck', container.Healthcheck ? [container.Healthcheck] : [], () => ''),
    command: keyed('', [{ Command: container['Command'], Args: container['Args'] }], () => ''),
    rest: rest(spec),
  };
}

/** Two of one name (a config mounted twice) stand together. Ids of secrets and configs do not count. */
function keyed<T extends object>(kind: string, list: readonly T[] | undefined, key: (item: T) => string): Named {
  const named = new Map<string, string[]>();
  for (const item of list ?? []) {
    const plain = withoutDefaults({ ...item, SecretID: undefined, ConfigID: undefined }, kind);
    named.set(key(item), [...(named.get(key(item)) ?? []), canonicalText(plain ?? {})]);
  }
  return new Map([...named].map(([name, texts]) => [name, texts.sort().join('\n')]));
}

function portName(port: Readonly<Record<string, unknown>>): string {
  const { PublishedPort: from = '*', TargetPort: to = '', Protocol: protocol = 'tcp' } = port;
  return [`${text(from)}:${text(to)}`, ...(protocol === 'tcp' ? [] : [text(protocol)])].join('/');
}

function text(value: unknown): string {
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '';
}

/** Keys that stand elsewhere in the normal form. */
const told = {
  service: ['Name', 'Labels', 'Mode', 'EndpointSpec', 'TaskTemplate'],
  task: ['ContainerSpec', 'Networks', 'ForceUpdate', 'Placement'],
  container: ['Image', 'Env', 'Labels', 'Mounts', 'Configs', 'Secrets', 'Healthcheck', 'Command', 'Args'],
} as const;

/** ForceUpdate is a person's wish to restart once, Platforms what the client learnt of the image: neither is wanted. */
function rest(spec: ServiceSpec): unknown {
  const task = spec.TaskTemplate;
  return withoutDefaults({
    ...without(spec, told.service),
    Mode: modeText(without(spec.Mode ?? {}, ['Replicated'])),
    EndpointSpec: without(spec.EndpointSpec ?? {}, ['Ports']),
    TaskTemplate: {
      ...without(task, told.task),
      Placement: without(task.Placement ?? {}, ['Platforms']),
      ContainerSpec: without(task.ContainerSpec, told.container),
    },
  });
}

function without(object: object, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

/** `Global: {}` is a mode although nothing is in it. */
function modeText(mode: Readonly<Record<string, unknown>>): string {
  return Object.entries(mode)
    .map(([name, content]) => [name, canonicalText(withoutDefaults(content))].join(' ').trim())
    .join();
}
