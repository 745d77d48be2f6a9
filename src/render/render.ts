import type { IgnoredKey } from '../model/ignored-key.js';
import type { Prepared } from '../model/prepared.js';
import type { NetworkSpec, StackSpecs } from '../model/stack-specs.js';
import type { Around } from './around.js';
import { checkPrepared } from './check-compose.js';
import { convertFileObjects } from './convert-file-objects.js';
import { convertNetwork, networksInUse } from './convert-networks.js';
import { convertService } from './convert-service.js';
import { loadCompose, type LoadedCompose } from './load-compose.js';

/** What a stack would be, and what its compose file says in vain. */
export interface Rendered {
  readonly specs: StackSpecs;
  readonly ignored: readonly IgnoredKey[];
}

/**
 * The very Swarm specs that `docker stack deploy` of a prepared compose file would send (docker/cli 28), with names
 * where the node's ids go. Pure; errors: COMPOSE_INVALID.
 */
export function render(prepared: Prepared): Rendered {
  const checked = checkPrepared({ file: 'compose.yml', content: prepared.compose });
  const compose = loadCompose(checked, { folder: '.', files: prepared.files, env: {} });
  const around = { stack: prepared.stack, compose };
  const { configs, secrets } = convertFileObjects(around, prepared.files);
  const names = Object.keys(compose.services).sort();
  return {
    specs: {
      stack: prepared.stack,
      services: names.map((name) => convertService(name, around)),
      ...networksOf(around),
      configs,
      externalConfigs: externalNames(compose.configs, usedBy(compose, 'configs')),
      secrets,
      volumes: volumesOf(around),
    },
    ignored: checked.ignored,
  };
}

function networksOf(around: Around): { networks: NetworkSpec[]; externalNetworks: string[] } {
  const used = networksInUse(around.compose);
  const own = used.filter((key) => !around.compose.networks[key]?.external);
  return {
    networks: own.map((key) => convertNetwork(key, around)),
    externalNetworks: externalNames(around.compose.networks, new Set(used)),
  };
}

function usedBy(compose: LoadedCompose, section: 'configs'): ReadonlySet<string> {
  return new Set(
    Object.values(compose.services).flatMap((service) => (service[section] ?? []).map(({ source }) => source ?? '')),
  );
}

function externalNames(
  objects: Readonly<Record<string, { readonly name?: string | undefined; readonly external?: true }>>,
  used: ReadonlySet<string>,
): string[] {
  return Object.entries(objects)
    .filter(([key, object]) => object.external && used.has(key))
    .map(([key, object]) => object.name ?? key)
    .sort();
}

/** Named volumes that services mount and that the stack owns. */
function volumesOf({ stack, compose }: Around): string[] {
  const mounts = Object.values(compose.services).flatMap((service) => service.volumes ?? []);
  const keys = mounts.flatMap((mount) => (mount.type === 'volume' && mount.source ? [mount.source] : []));
  const own = keys.filter((key) => !compose.volumes[key]?.external);
  return [...new Set(own.map((key) => compose.volumes[key]?.name || `${stack}_${key}`))].sort();
}
