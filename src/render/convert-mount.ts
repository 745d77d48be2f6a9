import type { Mount } from '../model/service-spec.js';
import { invalidCompose } from './invalid-compose.js';
import { omitEmpty } from './omit-empty.js';
import type { ComposeMount } from './parse-volume.js';
import type { Around } from './around.js';

const options = ['bind', 'volume', 'tmpfs'] as const;

type Kind = 'volume' | 'bind' | 'tmpfs' | 'cluster' | 'image' | 'npipe';

/** Which options a mount of each type may have, and what is its own. */
const kinds: Readonly<Record<Kind, { readonly may?: (typeof options)[number]; readonly own: Convert }>> = {
  volume: { may: 'volume', own: volume },
  bind: { may: 'bind', own: bind },
  tmpfs: { may: 'tmpfs', own: tmpfs },
  cluster: { own: cluster },
  image: { own: named },
  npipe: { may: 'bind', own: named },
};

type Convert = (where: string, mount: ComposeMount, around: Around) => Partial<Mount>;

/** A volume of a service as a mount: named volumes get the stack's name in front and its label. */
export function convertMount(where: string, mount: ComposeMount, around: Around): Mount {
  const type = mount.type || 'volume';
  if (!isKind(type))
    throw invalidCompose(
      where,
      `has a mount of type ${type}, which a swarm does not know`,
      'use volume, bind or tmpfs',
    );
  const { may, own } = kinds[type];
  const wrong = options.find((option) => option !== may && mount[option]);
  if (wrong) throw invalidCompose(where, `has ${wrong} options on a mount of type ${type}`, `leave ${wrong}: out`);
  return { ...common(mount, type), ...own(where, mount, around) };
}

function isKind(type: string): type is Kind {
  return Object.hasOwn(kinds, type);
}

function common(mount: ComposeMount, Type: string): Mount {
  return {
    Type,
    Target: mount.target ?? '',
    ...omitEmpty({ Source: mount.source, ReadOnly: mount.read_only, Consistency: mount.consistency }),
  };
}

function volume(where: string, mount: ComposeMount, { stack, compose }: Around): Partial<Mount> {
  if (!mount.source) return {};
  const known = definedVolume(where, mount.source, compose);
  const chosen = omitEmpty({ NoCopy: mount.volume?.nocopy, Subpath: mount.volume?.subpath });
  const Source = known.name || `${stack}_${mount.source}`;
  if (known.external) return { Source, VolumeOptions: chosen };
  const Labels = { ...known.labels, 'com.docker.stack.namespace': stack };
  const driver =
    known.driver || known.driver_opts
      ? { DriverConfig: omitEmpty({ Name: known.driver, Options: known.driver_opts }) }
      : {};
  return { Source, VolumeOptions: { ...chosen, Labels, ...driver } };
}

function definedVolume(
  where: string,
  key: string,
  { volumes }: Around['compose'],
): Around['compose']['volumes'][string] {
  const known = volumes[key];
  if (known) return known;
  throw invalidCompose(where, `names ${key}, which is not defined`, `add ${key} to volumes:`);
}

function bind(where: string, mount: ComposeMount): Partial<Mount> {
  const source = mount.source ?? '';
  if (!source.startsWith('/'))
    throw invalidCompose(
      where,
      `binds ${source}, a path beside the compose file: the server has no such folder`,
      'use a volume or a config',
    );
  return bindOptions(mount);
}

function bindOptions({ bind: chosen }: ComposeMount): Partial<Mount> {
  return chosen ? { BindOptions: omitEmpty({ Propagation: chosen.propagation }) } : {};
}

function tmpfs(where: string, mount: ComposeMount): Partial<Mount> {
  if (mount.source) throw invalidCompose(where, 'has a tmpfs with a source', 'leave source out');
  return mount.tmpfs ? { TmpfsOptions: omitEmpty({ SizeBytes: mount.tmpfs.size }) } : {};
}

/** A volume on storage of the cluster (CSI): one of the stack, or any of a group (`group:fast`). */
function cluster(where: string, mount: ComposeMount, { stack, compose }: Around): Partial<Mount> {
  const source = sourceOf(where, mount);
  if (source.startsWith('group:')) return { ClusterOptions: {} };
  return { Source: definedVolume(where, source, compose).name || `${stack}_${source}`, ClusterOptions: {} };
}

/** An image, or a named pipe of Windows. */
function named(where: string, mount: ComposeMount): Partial<Mount> {
  sourceOf(where, mount);
  return bindOptions(mount);
}

function sourceOf(where: string, { type, source }: ComposeMount): string {
  if (source) return source;
  throw invalidCompose(where, `has a mount of type ${type} without a source`, 'say which: source: NAME');
}
