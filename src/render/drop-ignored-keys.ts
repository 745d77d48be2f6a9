import { isMapping } from '../model/is-mapping.js';
import { KnownError } from '../model/known-error.js';
import { forbiddenKeys, ignoredKeys } from './ignored-keys.js';
import { namesAddress } from './parse-port.js';
import type { ComposeSource } from './parse-compose-file.js';

type Mapping = Readonly<Record<string, unknown>>;

/** A compose file without the keys that a swarm passes over, and a line about each of those. */
export interface UsedKeys {
  readonly content: Mapping;
  readonly notices: readonly string[];
}

/**
 * Takes out what docker stack deploy does not use (`x-…`, build, depends_on, tmpfs, …) and says so.
 * COMPOSE_INVALID for keys that docker refuses in a stack.
 */
export function dropIgnoredKeys(source: ComposeSource): UsedKeys {
  const services = mappingOf(source.content['services']);
  if (!services) return { content: withoutExtensions(source.content), notices: [] };
  for (const [name, service] of Object.entries(services)) refuseForbidden(source.file, name, service);
  const notices = Object.entries(services).flatMap(([name, service]) => noticesOf(name, service));
  const kept = Object.fromEntries(Object.entries(services).map(([name, service]) => [name, withoutIgnored(service)]));
  const content = withoutExtensions({ ...source.content, services: kept });
  return { content, notices: notices.map((line) => `${source.file}: ${line}`) };
}

function refuseForbidden(file: string, service: string, content: unknown): void {
  const found = Object.keys(mappingOf(content) ?? {}).find((key) => Object.hasOwn(forbiddenKeys, key));
  if (!found) return;
  throw new KnownError('COMPOSE_INVALID', `${file}: services.${service}.${found} cannot be used in a swarm`, {
    at: { file },
    tryThis: [forbiddenKeys[found] ?? 'leave it out'],
  });
}

function noticesOf(service: string, content: unknown): string[] {
  const mapping = mappingOf(content) ?? {};
  const keys = Object.keys(mapping).filter((key) => Object.hasOwn(ignoredKeys, key));
  return [
    ...keys.map((key) => `services.${service}.${key} is ignored: ${ignoredKeys[key] ?? ''}`),
    ...restartNotice(service, mapping),
    ...addressNotices(service, mapping['ports']),
    ...fixedAddressNotices(service, mapping['networks']),
  ];
}

function restartNotice(service: string, content: Mapping): string[] {
  const both = content['restart'] !== undefined && mappingOf(content['deploy'])?.['restart_policy'] !== undefined;
  return both ? [`services.${service}.restart is ignored: deploy.restart_policy says it`] : [];
}

function addressNotices(service: string, ports: unknown): string[] {
  if (!Array.isArray(ports)) return [];
  return ports
    .filter((port): port is string => typeof port === 'string' && namesAddress(port))
    .map((port) => `services.${service}.ports: the address of ${port} is ignored: a swarm listens on all`);
}

function fixedAddressNotices(service: string, networks: unknown): string[] {
  return Object.entries(mappingOf(networks) ?? {})
    .filter(([, network]) => mappingOf(network)?.['ipv4_address'] ?? mappingOf(network)?.['ipv6_address'])
    .map(([name]) => `services.${service}.networks.${name}: its address is ignored: a swarm gives addresses itself`);
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
