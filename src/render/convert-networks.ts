import { compareText } from '../model/compare-text.js';
import type { NetworkAttachment } from '../model/service-spec.js';
import type { NetworkSpec } from '../model/stack-specs.js';
import { invalidCompose } from './invalid-compose.js';
import type { LoadedCompose } from './load-compose.js';
import type { LoadedService } from './load-service.js';
import { omitEmpty } from './omit-empty.js';
import type { Around } from './around.js';

/** Names of networks that every server has for itself: services get no alias on them. */
const builtIn = new Set(['bridge', 'host', 'none', 'default']);

/** Keys of the networks that services use, sorted; `default` for services that name none. */
export function networksInUse(compose: LoadedCompose): string[] {
  return [...new Set(Object.values(compose.services).flatMap((service) => Object.keys(attached(service))))].sort();
}

/** A network that the stack owns, as the body of POST /networks/create. */
export function convertNetwork(key: string, { stack, compose }: Around): NetworkSpec {
  const network = compose.networks[key] ?? {};
  return {
    Name: network.name || `${stack}_${key}`,
    Driver: network.driver || 'overlay',
    Labels: { ...network.labels, 'com.docker.stack.namespace': stack },
    ...omitEmpty({ Internal: network.internal, Attachable: network.attachable, Options: network.driver_opts }),
    ...(network.ipam ? ipam(network.ipam) : {}),
  };
}

/** The networks of a service, sorted by name; its own name is an alias on each that allows one. */
export function convertServiceNetworks(name: string, service: LoadedService, around: Around): NetworkAttachment[] {
  return Object.entries(attached(service))
    .map(([key, options]) => attachment(name, { key, options }, around))
    .sort((a, b) => compareText(a.Target, b.Target));
}

type Attached = NonNullable<LoadedService['networks']>;

function attached(service: LoadedService): Attached {
  const networks = service.networks ?? {};
  return Object.keys(networks).length > 0 ? networks : { default: null };
}

function attachment(
  service: string,
  { key, options }: { readonly key: string; readonly options: Attached[string] | undefined },
  { stack, compose }: Around,
): NetworkAttachment {
  const network = compose.networks[key];
  if (!network && key !== 'default')
    throw invalidCompose(
      `services.${service}.networks`,
      `names ${key}, which is not defined`,
      `add ${key} to networks:`,
    );
  const Target = network?.name || `${stack}_${key}`;
  const aliases = [...(options?.aliases ?? []), ...(isUserDefined(Target) ? [service] : [])];
  return { Target, ...omitEmpty({ Aliases: aliases, DriverOpts: options?.driver_opts }) };
}

function isUserDefined(network: string): boolean {
  return !builtIn.has(network) && !network.startsWith('container:');
}

function ipam({ driver, config = [] }: NonNullable<NonNullable<LoadedCompose['networks'][string]>['ipam']>): {
  IPAM?: unknown;
} {
  if (!driver && config.length === 0) return {};
  return { IPAM: omitEmpty({ Driver: driver, Config: config.map(({ subnet }) => omitEmpty({ Subnet: subnet })) }) };
}
