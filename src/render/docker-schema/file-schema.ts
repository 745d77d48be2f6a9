import { objectSchemas } from './objects-schema.js';
import { anything, closed, named, text, type Schema } from './schema.js';
import { serviceSchema } from './service-schema.js';

/** The newest minor version of compose files that docker's client knows (3.13). */
export const newestMinor = 13;

const known = new Map<number, Schema>();

/**
 * What docker's client takes in a compose file of version 3.`minor` (0 to 13): its own schemas, written as one, because
 * each differs little from the one before. `npm run test:differ` compares them with the originals, docker/cli's
 * `config_schema_v3.*.json` (Apache-2.0: schema/docker/README.md).
 */
export function fileSchema(minor: number): Schema {
  const schema = known.get(minor) ?? makeSchema(minor);
  known.set(minor, schema);
  return schema;
}

function makeSchema(minor: number): Schema {
  const { network, volume, secret, config } = objectSchemas(minor);
  const all = closed({
    version: text,
    services: section(serviceSchema(minor)),
    networks: { ...section(network), closed: false },
    volumes: section(volume),
    ...(minor >= 1 ? { secrets: section(secret) } : {}),
    ...(minor >= 3 ? { configs: section(config) } : {}),
  });
  return {
    ...all,
    ...(minor >= 4 ? { patterns: { '^x-': anything } } : {}),
    ...(minor < 10 ? { required: ['version'] } : {}),
  };
}

function section(item: Schema): Schema {
  return { types: ['object'], patterns: { [named]: item }, closed: true };
}
