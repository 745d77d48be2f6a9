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
  retries: z.number().min(0).max(Number.MAX_SAFE_INTEGER).transform(Math.trunc).optional(),
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

/** A compose file that docker's schema of its version allows (docker-schema), in one form. */
export const composeSchema = z.strictObject({
  version: z.string().optional(),
  services: z.record(z.string(), serviceSchema).optional(),
  networks: z.record(z.string(), networkSchema.nullable()).optional(),
  volumes: z.record(z.string(), volumeSchema.nullable()).optional(),
  secrets: z.record(z.string(), fileObjectSchema).optional(),
  configs: z.record(z.string(), fileObjectSchema).optional(),
});

export type Compose = z.output<typeof composeSchema>;
export type ComposeService = z.output<typeof serviceSchema>;
export type ComposeHealthcheck = z.output<typeof healthcheckSchema>;
export type ComposeNetwork = z.output<typeof networkSchema>;
export type ComposeVolume = z.output<typeof volumeSchema>;
export type ComposeFileObject = z.output<typeof fileObjectSchema>;
