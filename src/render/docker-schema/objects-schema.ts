import { anything, closed, list, listOrMapping, open, options, orNothing, text, truth, type Schema } from './schema.js';

/** Networks, volumes, secrets and configs at the top of a compose file of version 3.`minor`. */
export function objectSchemas(minor: number): Readonly<Record<'network' | 'volume' | 'secret' | 'config', Schema>> {
  return {
    network: orNothing(withExtensions(minor, networkKeys(minor))),
    volume: orNothing(withExtensions(minor, volumeKeys(minor))),
    secret: withExtensions(minor, {
      ...(minor >= 5 ? { name: text } : {}),
      file: text,
      external: { ...external, closed: false },
      labels: listOrMapping,
      ...(minor >= 8 ? { driver: text, driver_opts: options, template_driver: text } : {}),
    }),
    config: withExtensions(minor, {
      ...(minor >= 5 ? { name: text } : {}),
      file: text,
      external: { ...external, closed: false },
      labels: listOrMapping,
      ...(minor >= 8 ? { template_driver: text } : {}),
    }),
  };
}

/** `true`, or in the older form a mapping with a name. */
const external: Schema = { types: ['boolean', 'object'], properties: { name: text }, closed: true };

function withExtensions(minor: number, keys: Readonly<Record<string, Schema>>): Schema {
  return minor >= 7 ? { ...closed(keys), patterns: { '^x-': anything } } : closed(keys);
}

function networkKeys(minor: number): Readonly<Record<string, Schema>> {
  return {
    ...(minor >= 5 ? { name: text } : {}),
    driver: text,
    driver_opts: options,
    ipam: closed({ driver: text, config: list(closed({ subnet: text })) }),
    external,
    internal: truth,
    ...(minor >= 2 ? { attachable: truth } : {}),
    labels: listOrMapping,
  };
}

function volumeKeys(minor: number): Readonly<Record<string, Schema>> {
  return {
    ...(minor >= 4 ? { name: text } : {}),
    driver: text,
    driver_opts: options,
    external,
    labels: listOrMapping,
    ...(minor >= 10 ? { 'x-cluster-spec': clusterSpec } : {}),
  };
}

const segments = list(open({ segments: listOrMapping }));

/** Of a volume on storage of the cluster (CSI). */
const clusterSpec = open({
  group: text,
  access_mode: open({
    scope: text,
    sharing: text,
    block_volume: { types: ['object'] },
    mount_volume: open({ fs_type: text, mount_flags: list(text) }),
  }),
  accessibility_requirements: open({ requisite: segments, preferred: segments }),
  capacity_range: open({ required_bytes: text, limit_bytes: text }),
  availability: text,
});
