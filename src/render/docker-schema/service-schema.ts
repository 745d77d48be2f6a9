import { deploySchema } from './deploy-schema.js';
import {
  anything,
  closed,
  decimal,
  duration,
  list,
  listOrMapping,
  named,
  nothing,
  oneOf,
  open,
  options,
  text,
  textOrTexts,
  textOrWords,
  texts,
  truth,
  uniqueList,
  whole,
  type Schema,
} from './schema.js';

/** A service of a compose file of version 3.`minor`. */
export function serviceSchema(minor: number): Schema {
  const schema = closed({ ...fixed, ...always(minor), ...later(minor) });
  return minor >= 7 ? { ...schema, patterns: { '^x-': anything } } : schema;
}

/** What every version takes alike. */
const fixed: Readonly<Record<string, Schema>> = {
  cap_add: texts,
  cap_drop: texts,
  cgroup_parent: text,
  command: textOrWords,
  container_name: text,
  depends_on: texts,
  devices: texts,
  dns: textOrTexts,
  dns_search: textOrTexts,
  domainname: text,
  entrypoint: textOrWords,
  env_file: textOrTexts,
  environment: listOrMapping,
  expose: uniqueList({ types: ['string', 'number'], format: 'expose' }),
  external_links: texts,
  extra_hosts: listOrMapping,
  hostname: text,
  image: text,
  ipc: text,
  labels: listOrMapping,
  links: texts,
  logging: closed({
    driver: text,
    options: { types: ['object'], patterns: { '^.+$': { types: ['string', 'number', 'null'] } } },
  }),
  mac_address: text,
  network_mode: text,
  pid: { types: ['string', 'null'] },
  privileged: truth,
  read_only: truth,
  restart: text,
  security_opt: texts,
  shm_size: { types: ['number', 'string'] },
  sysctls: listOrMapping,
  stdin_open: truth,
  stop_grace_period: duration,
  stop_signal: text,
  tmpfs: textOrTexts,
  tty: truth,
  user: text,
  userns_mode: text,
  working_dir: text,
};

function always(minor: number): Readonly<Record<string, Schema>> {
  return {
    deploy: deploySchema(minor),
    build: buildSchema(minor),
    healthcheck: healthcheckSchema(minor),
    networks: networksSchema(minor),
    ports: uniqueList(portSchema(minor)),
    volumes: volumesSchema(minor),
    ulimits: ulimitsSchema,
  };
}

function later(minor: number): Readonly<Record<string, Schema>> {
  return {
    ...(minor >= 1 ? { secrets: list(referenceSchema) } : {}),
    ...(minor >= 3 ? { configs: list(referenceSchema), credential_spec: credentialSpecSchema(minor) } : {}),
    ...(minor >= 5 ? { isolation: text } : {}),
    ...(minor >= 7 ? { init: truth } : {}),
    ...(minor >= 9 ? { cgroupns_mode: text } : {}),
    ...(minor >= 13 ? { oom_score_adj: whole } : {}),
  };
}

const referenceSchema = oneOf(text, open({ source: text, target: text, uid: text, gid: text, mode: decimal }));

const ulimitsSchema: Schema = {
  types: ['object'],
  patterns: { '^[a-z]+$': oneOf(whole, { ...closed({ hard: whole, soft: whole }), required: ['soft', 'hard'] }) },
};

function credentialSpecSchema(minor: number): Schema {
  return closed({ ...(minor >= 8 ? { config: text } : {}), file: text, registry: text });
}

function healthcheckSchema(minor: number): Schema {
  const time = minor >= 4 ? duration : text;
  return closed({
    disable: truth,
    interval: time,
    retries: decimal,
    test: textOrWords,
    timeout: time,
    ...(minor >= 4 ? { start_period: duration } : {}),
    ...(minor >= 12 ? { start_interval: duration } : {}),
  });
}

function networksSchema(minor: number): Schema {
  const network = closed({
    aliases: texts,
    ...(minor >= 13 ? { driver_opts: options } : {}),
    ipv4_address: text,
    ipv6_address: text,
  });
  return oneOf(texts, { types: ['object'], patterns: { [named]: oneOf(network, nothing) }, closed: true });
}

function portSchema(minor: number): Schema {
  if (minor < 2) return { types: ['string', 'number'], format: 'ports' };
  return oneOf(
    { types: ['number'], format: 'ports' },
    { types: ['string'], format: 'ports' },
    closed({ mode: text, target: whole, published: whole, protocol: text }),
  );
}

function volumesSchema(minor: number): Schema {
  if (minor < 2) return texts;
  const size = open({ size: { types: ['integer'], minimum: 0 } });
  const long = closed({
    type: text,
    source: text,
    target: text,
    read_only: truth,
    consistency: text,
    bind: open({ propagation: text }),
    volume: open({ nocopy: truth }),
    ...(minor >= 6 ? { tmpfs: size } : {}),
  });
  // docker's schemas say of each volume, not of the list, that nothing stands twice in it: doubles are taken.
  return list({ ...oneOf(text, { ...long, required: ['type'] }), unique: true });
}

/** docker stack deploy builds nothing, but checks it. */
function buildSchema(minor: number): Schema {
  return oneOf(text, {
    ...closed({
      context: text,
      dockerfile: text,
      args: listOrMapping,
      ...(minor >= 2 ? { cache_from: texts } : {}),
      ...(minor >= 3 ? { labels: listOrMapping } : {}),
      ...(minor >= 4 ? { network: text, target: text } : {}),
      ...(minor >= 5 ? { shm_size: { types: ['integer', 'string'] } as const } : {}),
      ...(minor >= 9 ? { extra_hosts: listOrMapping } : {}),
    }),
    closed: minor < 11,
  });
}
