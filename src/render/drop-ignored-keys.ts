import type { IgnoredKey } from '../model/ignored-key.js';
import { isMapping } from '../model/is-mapping.js';
import { KnownError } from '../model/known-error.js';
import { forbiddenKeys, ignoredKeys } from './ignored-keys.js';
import { namesAddress } from './parse-port.js';
import type { ComposeSource } from './parse-compose-file.js';

type Mapping = Readonly<Record<string, unknown>>;

/** A compose file without the keys that a swarm passes over, and those. */
export interface UsedKeys {
  readonly content: Mapping;
  readonly ignored: readonly IgnoredKey[];
}

/**
 * Takes out what docker stack deploy does not use (`x-…`, build, depends_on, tmpfs, …) and says so.
 * COMPOSE_INVALID for keys that docker refuses in a stack.
 */
export function dropIgnoredKeys(source: ComposeSource): UsedKeys {
  const services = mappingOf(source.content['services']);
  if (!services) return { content: withoutExtensions(source.content), ignored: [] };
  for (const [name, service] of Object.entries(services)) refuseForbidden(source.file, name, service);
  const ignored = Object.entries(services).flatMap(([name, service]) => ignoredOf(name, service));
  const kept = Object.fromEntries(Object.entries(services).map(([name, service]) => [name, withoutIgnored(service)]));
  const content = withoutExtensions({ ...source.content, services: kept });
  return { content, ignored: ignored.map((one) => ({ file: source.file, ...one })) };
}

function refuseForbidden(file: string, service: string, content: unknown): void {
  const found = Object.keys(mappingOf(content) ?? {}).find((key) => Object.hasOwn(forbiddenKeys, key));
  if (!found) return;
  throw new KnownError('COMPOSE_INVALID', `${file}: services.${service}.${found} cannot be used in a swarm`, {
    at: { file },
    tryThis: [forbiddenKeys[found] ?? 'leave it out'],
  });
}

type Ignored = Omit<IgnoredKey, 'file'>;

function ignoredOf(service: string, content: unknown): Ignored[] {
  const mapping = mappingOf(content) ?? {};
  const keys = Object.keys(mapping).filter((key) => Object.hasOwn(ignoredKeys, key));
  return [
    ...keys.map((key) => ({ what: `services.${service}.${key}`, why: ignoredKeys[key] ?? '' })),
    ...ignoredRestart(service, mapping),
    ...ignoredAddresses(service, mapping['ports']),
    ...fixedAddresses(service, mapping['networks']),
  ];
}

function ignoredRestart(service: string, content: Mapping): Ignored[] {
  const both = content['restart'] !== undefined && mappingOf(content['deploy'])?.['restart_policy'] !== undefined;
  return both ? [{ what: `services.${service}.restart`, why: 'deploy.restart_policy says it' }] : [];
}

function ignoredAddresses(service: string, ports: unknown): Ignored[] {
  if (!Array.isArray(ports)) return [];
  return ports
    .filter((port): port is string => typeof port === 'string' && namesAddress(port))
    .map((port) => ({ what: `services.${service}.ports: the address of ${port}`, why: 'a swarm listens on all' }));
}

function fixedAddresses(service: string, networks: unknown): Ignored[] {
  return Object.entries(mappingOf(networks) ?? {})
    .filter(([, network]) => mappingOf(network)?.['ipv4_address'] ?? mappingOf(network)?.['ipv6_address'])
    .map(([name]) => ({
      what: `services.${service}.networks.${name}: its address`,
      why: 'a swarm gives addresses itself',
    }));
}

function withoutIgnored(service: unknown): unknown {
  const mapping = mappingOf(service);
  if (!mapping) return service;
  return Object.fromEntries(
    Object.entries(mapping).filter(([key]) => !Object.hasOwn(ignoredKeys, key) && !key.startsWith('x-')),
  );
}

/** `x-…` may stand at the top and in each network, volume, secret and config. */
function withoutExtensions(content: Mapping): Mapping {
  return Object.fromEntries(
    Object.entries(content)
      .filter(([key]) => !key.startsWith('x-'))
      .map(([key, section]) => [key, key === 'services' ? section : withoutInnerExtensions(section)]),
  );
}

function withoutInnerExtensions(section: unknown): unknown {
  const mapping = mappingOf(section);
  if (!mapping) return section;
  return Object.fromEntries(Object.entries(mapping).map(([key, item]) => [key, withoutExtensionKeys(item)]));
}

function withoutExtensionKeys(item: unknown): unknown {
  const mapping = mappingOf(item);
  if (!mapping) return item;
  return Object.fromEntries(Object.entries(mapping).filter(([key]) => !key.startsWith('x-')));
}

function mappingOf(value: unknown): Mapping | undefined {
  return isMapping(value) ? value : undefined;
}
