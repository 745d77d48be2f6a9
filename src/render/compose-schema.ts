import { z } from 'zod';
import { composeDeploySchema } from './compose-deploy-schema.js';
import {
  commandSchema,
  durationSchema,
  environmentSchema,
  hostsSchema,
  labelsSchema,
  optionsSchema,
  testSchema,
  textsSchema,
} from './compose-scalars.js';
import {
  credentialSpecSchema,
  envFileSchema,
  fileReferenceSchema,
  loggingSchema,
  portsSchema,
  serviceNetworksSchema,
  ulimitsSchema,
  volumesSchema,
} from './compose-service-parts.js';

const healthcheckSchema = z.strictObject({
  disable: z.boolean().optional(),
  interval: durationSchema.optional(),
  retries: z.int().min(0).optional(),
  test: testSchema.optional(),
  timeout: durationSchema.optional(),
  start_period: durationSchema.optional(),
  start_interval: durationSchema.optional(),
});

/** A service; whatever short form it is written in, it comes out in the long one. */
const serviceSchema = z.strictObject({
  deploy: composeDeploySchema.nullable().optional(),
  cap_add: z.array(z.string()).optional(),
  cap_drop: z.array(z.string()).optional(),
  command: commandSchema.optional(),
  configs: z.array(fileReferenceSchema).optional(),
  credential_spec: credentialSpecSchema.optional(),
  dns: textsSchema.optional(),
  dns_search: textsSchema.optional(),
  entrypoint: commandSchema.optional(),
  env_file: envFileSchema.optional(),
  environment: environmentSchema.optional(),
  extra_hosts: hostsSchema.optional(),
  healthcheck: healthcheckSchema.optional(),
  hostname: z.string().optional(),
  image: z.string().optional(),
  init: z.boolean().optional(),
  isolation: z.string().optional(),
  labels: labelsSchema.optional(),
  logging: loggingSchema.optional(),
  networks: serviceNetworksSchema.optional(),
  oom_score_adj: z.int().optional(),
  ports: portsSchema.optional(),
  read_only: z.boolean().optional(),
  restart: z.string().optional(),
  secrets: z.array(fileReferenceSchema).optional(),
  stdin_open: z.boolean().optional(),
  stop_grace_period: durationSchema.optional(),
  stop_signal: z.string().optional(),
  sysctls: labelsSchema.optional(),
  tty: z.boolean().optional(),
  ulimits: ulimitsSchema.optional(),
  user: z.string().optional(),
  volumes: volumesSchema.optional(),
  working_dir: z.string().optional(),
});

const externalSchema = z.union([z.boolean(), z.strictObject({ name: z.string().optional() })]);

const networkSchema = z.strictObject({
  name: z.string().optional(),
  driver: z.string().optional(),
  driver_opts: optionsSchema.optional(),
  ipam: z
    .strictObject({
      driver: z.string().optional(),
      config: z.array(z.strictObject({ subnet: z.string().optional() })).optional(),
    })
    .optional(),
  external: externalSchema.optional(),
  internal: z.boolean().optional(),
  attachable: z.boolean().optional(),
  labels: labelsSchema.optional(),
});

const volumeSchema = z.strictObject({
  name: z.string().optional(),
  driver: z.string().optional(),
  driver_opts: optionsSchema.optional(),
  external: externalSchema.optional(),
  labels: labelsSchema.optional(),
});

const fileObjectSchema = z.strictObject({
  name: z.string().optional(),
  file: z.string().optional(),
  external: externalSchema.optional(),
  labels: labelsSchema.optional(),
  driver: z.string().optional(),
  driver_opts: optionsSchema.optional(),
  template_driver: z.string().optional(),
});

const name = z.string().regex(/^[a-zA-Z0-9._-]+$/, 'has letters, digits, dot, underscore and dash only');

/** A compose file (schema 3) as docker takes it, in one form. Written after docker's published schema 3.13. */
export const composeSchema = z.strictObject({
  version: z
    .string()
    .regex(/^3(?:\.(?:[0-9]|1[0-3]))?$/, 'is not a version that a swarm knows: 3, 3.0 to 3.13')
    .optional(),
  services: z.record(name, serviceSchema).optional(),
  networks: z.record(name, networkSchema.nullable()).optional(),
  volumes: z.record(name, volumeSchema.nullable()).optional(),
  secrets: z.record(name, fileObjectSchema).optional(),
  configs: z.record(name, fileObjectSchema).optional(),
});

export type Compose = z.output<typeof composeSchema>;
export type ComposeService = z.output<typeof serviceSchema>;
export type ComposeHealthcheck = z.output<typeof healthcheckSchema>;
export type ComposeNetwork = z.output<typeof networkSchema>;
export type ComposeVolume = z.output<typeof volumeSchema>;
export type ComposeFileObject = z.output<typeof fileObjectSchema>;
