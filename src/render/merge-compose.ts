import type { LoadedCompose } from './load-compose.js';
import type { LoadedService } from './load-service.js';
import { mergeService } from './merge-service.js';

/**
 * Merges compose files, later ones over earlier ones, as docker/cli 28 does: services key by key, everything else
 * (networks, volumes, secrets, configs) whole.
 */
export function mergeCompose(files: readonly LoadedCompose[]): LoadedCompose {
  const [first = { services: {}, networks: {}, volumes: {}, secrets: {}, configs: {} }, ...later] = files;
  return later.reduce(mergeTwo, first);
}

function mergeTwo(base: LoadedCompose, over: LoadedCompose): LoadedCompose {
  return {
    services: mergeServices(base.services, over.services),
    networks: { ...base.networks, ...over.networks },
    volumes: { ...base.volumes, ...over.volumes },
    secrets: { ...base.secrets, ...over.secrets },
    configs: { ...base.configs, ...over.configs },
  };
}

type Services = LoadedCompose['services'];

function mergeServices(base: Services, over: Services): Services {
  const merged = new Map<string, LoadedService>(Object.entries(base));
  for (const [name, service] of Object.entries(over)) {
    const before = merged.get(name);
    merged.set(name, before ? mergeService(before, service) : service);
  }
  return Object.fromEntries(merged);
}
