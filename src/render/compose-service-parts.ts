import { z } from 'zod';
import { optionsSchema, textsSchema } from './compose-scalars.js';
import { parsePort, type ComposePort } from './parse-port.js';
import { parseVolume, type ComposeMount } from './parse-volume.js';

/** Lists of a service whose elements have a short and a long form: turned into the long one. */

const longPortSchema = z
  .strictObject({
    mode: z.string().optional(),
    target: z.int().min(0).optional(),
    published: z.int().min(0).optional(),
    protocol: z.string().optional(),
  })
  .transform((port): ComposePort[] => [port]);

const shortPortSchema = z.union([z.string(), z.int()]).transform((port, context): ComposePort[] => {
  const ports = parsePort(String(port));
  if (ports) return ports;
  context.addIssue({ code: 'custom', message: `is no port: ${port}` });
  return z.NEVER;
});

export const portsSchema = z.array(z.union([shortPortSchema, longPortSchema])).transform((ports) => ports.flat());

const longVolumeSchema = z.strictObject({
  type: z.string(),
  source: z.string().optional(),
  target: z.string().optional(),
  read_only: z.boolean().optional(),
  consistency: z.string().optional(),
  bind: z.object({ propagation: z.string().optional() }).optional(),
  volume: z.object({ nocopy: z.boolean().optional(), subpath: z.string().optional() }).optional(),
  tmpfs: z.object({ size: z.int().min(0).optional() }).optional(),
});

const shortVolumeSchema = z.string().transform((text, context): ComposeMount => {
  const mount = parseVolume(text);
  if (mount) return mount;
  context.addIssue({ code: 'custom', message: `is no volume: ${text}` });
  return z.NEVER;
});

export const volumesSchema = z.array(z.union([shortVolumeSchema, longVolumeSchema]));

/** The engine keeps a mode in 32 bits; what is larger wraps around in docker's client. */
const largestMode = 2 ** 32 - 1;

/** A secret or config of a service. */
export const fileReferenceSchema = z.union([
  z.string().transform((source) => ({ source })),
  z.object({
    source: z.string().optional(),
    target: z.string().optional(),
    uid: z.string().optional(),
    gid: z.string().optional(),
    mode: z.number().min(0).max(largestMode).transform(Math.trunc).optional(),
  }),
]);

export type ComposeFileReference = {
  readonly source?: string | undefined;
  readonly target?: string | undefined;
  readonly uid?: string | undefined;
  readonly gid?: string | undefined;
  readonly mode?: number | undefined;
};

const serviceNetworkSchema = z
  .strictObject({
    aliases: z.array(z.string()).optional(),
    driver_opts: optionsSchema.optional(),
    ipv4_address: z.string().optional(),
    ipv6_address: z.string().optional(),
  })
  .nullable();

export const serviceNetworksSchema = z.union([
  z.array(z.string()).transform((names) => Object.fromEntries(names.map((name) => [name, null]))),
  z.record(z.string(), serviceNetworkSchema),
]);

export const ulimitsSchema = z.record(z.string(), z.union([z.int(), z.strictObject({ soft: z.int(), hard: z.int() })]));

export const loggingSchema = z.strictObject({ driver: z.string().optional(), options: optionsSchema.optional() });

export const credentialSpecSchema = z.strictObject({
  config: z.string().optional(),
  file: z.string().optional(),
  registry: z.string().optional(),
});

export const envFileSchema = textsSchema;
