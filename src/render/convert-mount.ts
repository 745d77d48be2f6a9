import type { Mount } from '../model/service-spec.js';
import { invalidCompose } from './invalid-compose.js';
import { omitEmpty } from './omit-empty.js';
import type { ComposeMount } from './parse-volume.js';
import type { Around } from './around.js';

const options = ['bind', 'volume', 'tmpfs'] as const;

/** A volume of a service as a mount: named volumes get the stack's name in front and its label. */
export function convertMount(where: string, mount: ComposeMount, around: Around): Mount {
  const type = mount.type || 'volume';
  const wrong = options.find((option) => option !== type && mount[option]);
  if (wrong) throw invalidCompose(where, `has ${wrong} options on a mount of type ${type}`, `leave ${wrong}: out`);
  switch (type) {
    case 'volume':
      return { ...common(mount, type), ...volume(where, mount, around) };
    case 'bind':
      return { ...common(mount, type), ...bind(where, mount) };
    case 'tmpfs':
      return { ...common(mount, type), ...tmpfs(where, mount) };
    default:
      throw invalidCompose(where, `has a mount of type ${type}, which tend does not know`, 'use volume, bind or tmpfs');
  }
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
  const known = compose.volumes[mount.source];
  if (!known)
    throw invalidCompose(where, `names ${mount.source}, which is not defined`, `add ${mount.source} to volumes:`);
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

function bind(where: string, mount: ComposeMount): Partial<Mount> {
  const source = mount.source ?? '';
  if (!source.startsWith('/'))
    throw invalidCompose(
      where,
      `binds ${source}, a path beside the compose file: the server has no such folder`,
      'use a volume or a config',
    );
  return mount.bind ? { BindOptions: omitEmpty({ Propagation: mount.bind.propagation }) } : {};
}

function tmpfs(where: string, mount: ComposeMount): Partial<Mount> {
  if (mount.source) throw invalidCompose(where, 'has a tmpfs with a source', 'leave source out');
  return mount.tmpfs ? { TmpfsOptions: omitEmpty({ SizeBytes: mount.tmpfs.size }) } : {};
}
