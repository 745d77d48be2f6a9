import { posix } from 'node:path';
import { KnownError } from '../model/known-error.js';
import { mapValues } from '../model/map-values.js';
import type { CheckedCompose } from './check-compose.js';
import type { Compose, ComposeFileObject, ComposeNetwork, ComposeVolume } from './compose-schema.js';
import type { Surroundings } from './surroundings.js';
import { loadService, type LoadedService } from './load-service.js';

type Named<T> = Omit<T, 'external'> & { readonly external?: true };
type LoadedNetwork = Named<ComposeNetwork>;
type LoadedVolume = Named<ComposeVolume>;
export type LoadedFileObject = Named<ComposeFileObject>;

/** A compose file with its references resolved: env files read, external names and paths in place. */
export interface LoadedCompose {
  readonly services: Readonly<Record<string, LoadedService>>;
  readonly networks: Readonly<Record<string, LoadedNetwork>>;
  readonly volumes: Readonly<Record<string, LoadedVolume>>;
  readonly secrets: Readonly<Record<string, LoadedFileObject>>;
  readonly configs: Readonly<Record<string, LoadedFileObject>>;
}

/** Resolves what one checked compose file refers to, as docker does before it merges files. COMPOSE_INVALID. */
export function loadCompose({ file, compose }: CheckedCompose, around: Surroundings): LoadedCompose {
  function objects(section: 'secrets' | 'configs'): Record<string, LoadedFileObject> {
    return mapValues(compose[section], (object, key) =>
      atPath(nameExternal(`${file}: ${section}.${key}`, key, object), around),
    );
  }
  return {
    services: mapValues(compose.services, (service, name) => loadService(`${file}: services.${name}`, service, around)),
    networks: mapValues(compose.networks, (network, key) =>
      nameExternal(`${file}: networks.${key}`, key, network ?? {}),
    ),
    volumes: mapValues(compose.volumes, (volume, key) => loadVolume(`${file}: volumes.${key}`, key, volume ?? {})),
    secrets: objects('secrets'),
    configs: objects('configs'),
  };
}

type External = NonNullable<Compose['networks']>[string] & { readonly name?: string | undefined };

/** Something that must be there already has the name that `external.name` or `name` says, or its own key. */
function nameExternal<T extends Pick<NonNullable<External>, 'external' | 'name'>>(
  where: string,
  key: string,
  object: T,
): Named<T> {
  const { external, ...rest } = object;
  if (external === undefined || external === false) return rest;
  const outside = external === true ? undefined : external.name;
  if (outside && object.name) {
    throw new KnownError('COMPOSE_INVALID', `${where} has both name and external.name`, {
      tryThis: ['keep name'],
    });
  }
  return { ...rest, name: outside || object.name || key, external: true };
}

function loadVolume(where: string, key: string, volume: ComposeVolume): LoadedVolume {
  const loaded = nameExternal(where, key, volume);
  const clash = (['driver', 'driver_opts', 'labels'] as const).find((field) => hasContent(volume[field]));
  if (!loaded.external || !clash) return loaded;
  throw new KnownError('COMPOSE_INVALID', `${where} is external and cannot have ${clash}`, {
    tryThis: [`leave ${clash} out, or external`],
  });
}

function hasContent(value: string | Readonly<Record<string, string>> | undefined): boolean {
  if (typeof value === 'object') return Object.keys(value).length > 0;
  return Boolean(value);
}

function atPath(object: LoadedFileObject, around: Surroundings): LoadedFileObject {
  if (object.external || object.driver) return object;
  return { ...object, file: posix.join(around.folder, object.file ?? '') };
}
