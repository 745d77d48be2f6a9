import { DockerError } from '../../model/docker-error.js';
import type { Platform, ResolvedImage } from '../../model/resolved-image.js';
import type { ListFilter, Raw, ReadingDocker } from '../docker.js';
import { filtersQuery, withExactName } from './filters.js';
import { followEvents, followLogs, lastLogLines } from './following.js';
import { ask, type DockerApi } from './docker-request.js';

/** What only the way to the node can tell. */
export interface Access {
  readonly transport: ReadingDocker['transport'];
  /** Bytes free at a folder of the node; undefined where the login may not tell. */
  freeBytes(folder: string): Promise<number | undefined>;
}

/** The looking half of the Docker API. */
export function makeReadingDocker(api: DockerApi, access: Access): ReadingDocker {
  return {
    transport: access.transport,
    info: () => get('/info'),
    swarm: () => get('/swarm'),
    nodes: async () => listOf(await ask(api, { path: '/nodes' })),
    services: (filter) => list(api, 'services', filter),
    service: (id) => get(`/services/${encodeURIComponent(id)}`),
    tasks: (filter) => list(api, 'tasks', filter),
    networks: (filter) => list(api, 'networks', filter),
    configs: (filter) => list(api, 'configs', filter),
    config: (id) => get(`/configs/${encodeURIComponent(id)}`),
    secrets: (filter) => list(api, 'secrets', filter),
    volumes: (filter) => listVolumes(api, filter),
    containers: (filter) =>
      ask(api, { path: '/containers/json', query: filtersQuery('containers', filter) }).then(listOf),
    image: (reference) => get(`/images/${reference}/json`).catch(undefinedIfMissing),
    resolveImage: async (reference, auth, timeoutMs) =>
      resolvedImage(await ask(api, { path: `/distribution/${reference}/json`, auth, timeoutMs })),
    logLines: (what, tail) => lastLogLines(api, what, tail),
    followLogs: (what, tail, signal) => followLogs(api, { what, tail }, signal),
    events: (signal, filter) => followEvents(api, signal, filter?.type),
    freeBytes: async () => freeBytes(await get('/info'), access),
  };

  async function get(path: string): Promise<Raw> {
    return (await ask(api, { path })) as Raw;
  }
}

async function list(
  api: DockerApi,
  kind: 'services' | 'tasks' | 'networks' | 'configs' | 'secrets',
  filter: ListFilter | undefined,
): Promise<Raw[]> {
  const objects = listOf(await ask(api, { path: `/${kind}`, query: filtersQuery(kind, filter) }));
  return kind === 'tasks' ? objects : withExactName(objects, filter);
}

async function listVolumes(api: DockerApi, filter: ListFilter | undefined): Promise<Raw[]> {
  const answer = (await ask(api, { path: '/volumes', query: filtersQuery('volumes', filter) })) as Raw;
  return withExactName(listOf(answer['Volumes']), filter);
}

function listOf(answer: unknown): Raw[] {
  return Array.isArray(answer) ? (answer as Raw[]) : [];
}

function resolvedImage(answer: unknown): ResolvedImage {
  const { Descriptor, Platforms } = answer as Raw;
  const digest = (Descriptor as Raw | undefined)?.['digest'];
  if (typeof digest !== 'string') throw new DockerError(502, 'the registry told no digest');
  return { digest, platforms: listOf(Platforms ?? []).map(platformOf) };
}

function platformOf({ os, architecture }: Raw): Platform {
  return { OS: textOf(os), Architecture: architecture === 'arm' ? '' : textOf(architecture) };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function undefinedIfMissing(error: unknown): undefined {
  if (error instanceof DockerError && error.status === 404) return undefined;
  throw error;
}

async function freeBytes(info: Raw, access: Access): Promise<number | undefined> {
  const folder = info['DockerRootDir'];
  return typeof folder === 'string' ? access.freeBytes(folder) : undefined;
}
