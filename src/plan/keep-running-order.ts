import { given } from '../model/given.js';
import { isDeepStrictEqual } from 'node:util';
import type { ContainerSpec, NetworkAttachment, ServiceSpec, TaskTemplate } from '../model/service-spec.js';
import { canonicalText } from '../model/canonical-text.js';
import { withoutDefaults } from './without-defaults.js';

/**
 * The wanted spec with the elements of lists in the order in which the running service has them, new ones behind: Swarm
 * restarts tasks when a list changes its order, although nothing else did. Variables that change restart them anyway, and
 * come in the order in which docker's client would send them: it sorts them, and would restart them again for that alone
 * when somebody goes on with abra or docker stack deploy. ForceUpdate and the platforms that docker's
 * client wrote down for an image that stays are carried over for the same reason.
 */
export function keepRunningOrder(wanted: ServiceSpec, running: ServiceSpec): ServiceSpec {
  const ports = wanted.EndpointSpec?.Ports;
  const endpoint = { ...wanted.EndpointSpec, ...inOrder('Ports', ports, running.EndpointSpec?.Ports) };
  return {
    ...wanted,
    TaskTemplate: keepTask(wanted.TaskTemplate, running.TaskTemplate),
    ...(wanted.EndpointSpec ? { EndpointSpec: endpoint } : {}),
  };
}

function keepTask(wanted: TaskTemplate, running: TaskTemplate): TaskTemplate {
  const force = running.ForceUpdate;
  return {
    ...wanted,
    ContainerSpec: keepContainer(wanted.ContainerSpec, running.ContainerSpec),
    ...inOrder('Networks', wanted.Networks?.map(keepAliases(running)), running.Networks),
    ...given({
      Placement: wanted.Placement && keepPlacement(wanted, running),
      ForceUpdate: force ? force : undefined,
    }),
  };
}

const containerLists = ['Mounts', 'Configs', 'Secrets', 'Hosts', 'Ulimits', 'CapabilityAdd', 'CapabilityDrop'];

function keepContainer(wanted: ContainerSpec, running: ContainerSpec): ContainerSpec {
  const env = isSameEnv(wanted, running) ? { Env: running.Env } : {};
  const kept = containerLists.map((list) => inOrder(list, asList(wanted[list]), asList(running[list])));
  return Object.assign({}, wanted, env, sameDns(wanted, running), ...kept) as ContainerSpec;
}

/** Docker's client of release 29 writes addresses in another form: the same ones stay as they are written. */
function sameDns(wanted: ContainerSpec, running: ContainerSpec): Partial<ContainerSpec> {
  const [ours, theirs] = [wanted, running].map(({ DNSConfig }) => withoutDefaults(DNSConfig, 'DNSConfig'));
  return wanted['DNSConfig'] !== undefined && isDeepStrictEqual(ours, theirs)
    ? { DNSConfig: running['DNSConfig'] }
    : {};
}

function isSameEnv({ Env: wanted }: ContainerSpec, { Env: running }: ContainerSpec): boolean {
  return wanted !== undefined && isDeepStrictEqual(wanted.toSorted(), running?.toSorted());
}

function keepAliases(running: TaskTemplate): (network: NetworkAttachment) => NetworkAttachment {
  return (network) => {
    const before = running.Networks?.find(({ Target }) => Target === network.Target);
    return { ...network, ...inOrder('Aliases', network.Aliases, before?.Aliases) };
  };
}

function keepPlacement(wanted: TaskTemplate, running: TaskTemplate): Readonly<Record<string, unknown>> {
  const { Constraints, Platforms } = running.Placement ?? {};
  const sameImage = wanted.ContainerSpec.Image === running.ContainerSpec.Image;
  return {
    ...(sameImage && Platforms !== undefined ? { Platforms } : {}),
    ...wanted.Placement,
    ...inOrder('Constraints', asList(wanted.Placement?.['Constraints']), asList(Constraints)),
  };
}

/** Equal elements first, in the running order, in the wanted writing; the others behind in the wanted order. */
function inOrder<T>(
  key: string,
  wanted: readonly T[] | undefined,
  running: readonly unknown[] = [],
): Record<string, T[]> {
  if (!wanted) return {};
  const left = new Map(wanted.map((item, i) => [i, textOf(key, item)]));
  const kept = running.flatMap((item) => {
    const same = textOf(key, item);
    const [index] = [...left].find(([, text]) => text === same) ?? [];
    if (index === undefined) return [];
    left.delete(index);
    return [index];
  });
  return { [key]: [...kept, ...left.keys()].flatMap((index) => wanted.slice(index, index + 1)) };
}

/** A mount or reference that changed only its content keeps its place too: it is known by its name. */
function textOf(key: string, item: unknown): string {
  if (typeof item === 'string') return item;
  const { Target, ConfigName, SecretName, File, Name } = item as Readonly<Record<string, unknown>>;
  const name = [Target, ConfigName, SecretName, Name].find((one) => typeof one === 'string');
  const place = (File as { readonly Name?: unknown } | undefined)?.Name;
  return name === undefined ? canonicalText(withoutDefaults(item, key)) : canonicalText([name, place ?? '']);
}

function asList(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? (value as unknown[]) : undefined;
}
