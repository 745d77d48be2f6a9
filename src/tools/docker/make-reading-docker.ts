import { DockerError } from '../../model/docker-error.js';
import type { ResolvedImage } from '../../model/resolved-image.js';
import type { FreeMemory, ListFilter, Raw, ReadingDocker } from '../docker.js';
import { filtersQuery, withExactName } from './filters.js';
import { followEvents, followLogs, lastLogLines } from './following.js';
import { signOfLife, type DockerApi } from './docker-api.js';
import { ask } from './docker-request.js';
import { parseMeminfo } from './parse-meminfo.js';
import { platformsOf, type ListedPlatform } from './platforms-of.js';
import { shapes } from './shapes.js';
import type { Shape } from './shape.js';

/** What only the way to the node can tell. */
export interface Access {
  readonly transport: ReadingDocker['transport'];
  /** Bytes free at a folder of the node; undefined where the login may not tell. */
  freeBytes(folder: string): Promise<number | undefined>;
  /** The text of /proc/meminfo; undefined where the login may not read it. */
  meminfo(): Promise<string | undefined>;
}

/** The looking half of the Docker API. */
export function makeReadingDocker(api: DockerApi, access: Access): ReadingDocker {
  return {
    transport: access.transport,
    info: () => get('/info', shapes.info),
    swarm: () => get('/swarm', shapes.swarm),
    nodes: async () => (await ask(api, { path: '/nodes' }, shapes.nodes)) as Raw[],
    services: (filter) => list(api, 'services', filter),
    service: (id) => get(`/services/${encodeURIComponent(id)}`, shapes.service),
    tasks: (filter) => list(api, 'tasks', filter),
    networks: (filter) => list(api, 'networks', filter),
    configs: (filter) => list(api, 'configs', filter),
    config: async (id) => {
      const path = `/configs/${encodeURIComponent(id)}`;
      return (await ask(api, { path, ...signOfLife }, shapes.config)) as Raw;
    },
    secrets: (filter) => list(api, 'secrets', filter),
    volumes: (filter) => listVolumes(api, filter),
    containers: async (filter) => {
      const query = filtersQuery('containers', filter);
      return (await ask(api, { path: '/containers/json', query }, shapes.containers)) as Raw[];
    },
    container: (id) => get(`/containers/${encodeURIComponent(id)}/json`, shapes.container).catch(undefinedIfMissing),
    image: (reference) => get(`/images/${reference}/json`, shapes.image).catch(undefinedIfMissing),
    resolveImage: async (reference, auth, timeoutMs) => {
      const path = `/distribution/${reference}/json`;
      return resolvedImage((await ask(api, { path, auth, timeoutMs }, shapes.distribution)) as Distribution);
    },
    logLines: (what, tail) => lastLogLines(api, what, tail),
    followLogs: (what, tail, signal) => followLogs(api, { what, tail }, signal),
    events: (signal, filter) => followEvents(api, signal, filter?.type),
    freeBytes: async () => freeBytes(await get('/info', shapes.info), access),
    freeMemory: async () => freeMemory(await get('/info', shapes.info), access),
  };

  async function get(path: string, shape: Shape): Promise<Raw> {
    return (await ask(api, { path }, shape)) as Raw;
  }
}

async function list(
  api: DockerApi,
  kind: 'services' | 'tasks' | 'networks' | 'configs' | 'secrets',
  filter: ListFilter | undefined,
): Promise<Raw[]> {
  const query = filtersQuery(kind, filter);
  const objects = (await ask(api, { path: `/${kind}`, query }, shapes[kind])) as Raw[];
  return kind === 'tasks' ? objects : withExactName(objects, filter);
}

async function listVolumes(api: DockerApi, filter: ListFilter | undefined): Promise<Raw[]> {
  const query = filtersQuery('volumes', filter);
  const { Volumes: volumes } = (await ask(api, { path: '/volumes', query }, shapes.volumes)) as Raw;
  return withExactName((volumes ?? []) as Raw[], filter);
}

interface Distribution {
  readonly Descriptor: { readonly digest: string };
  readonly Platforms?: readonly ListedPlatform[] | null;
}

function resolvedImage({ Descriptor: { digest }, Platforms }: Distribution): ResolvedImage {
  return { digest, platforms: platformsOf(Platforms ?? []) };
}

function undefinedIfMissing(error: unknown): undefined {
  if (error instanceof DockerError && error.status === 404) return undefined;
  throw error;
}

async function freeBytes(info: Raw, access: Access): Promise<number | undefined> {
  const folder = info['DockerRootDir'];
  return typeof folder === 'string' ? access.freeBytes(folder) : undefined;
}

/** A socket may lead to another machine than the one that is asked; then the size of its memory is another one. */
async function freeMemory(info: Raw, access: Access): Promise<FreeMemory | undefined> {
  const told = parseMeminfo((await access.meminfo()) ?? '');
  return told?.total === info['MemTotal'] ? told : undefined;
}
