import * as z from 'zod';
import { charsetSchema, secretVersionSchema, valueSourceSchema } from './value-schemas.js';

const version = secretVersionSchema.optional().meta({
  description: 'Version of the secret; a higher one rotates it. Default: what .env.sample says, such as v1.',
});

const generated = z.strictObject({
  generate: z.literal(true).meta({ description: 'Made by tend on the first deployment, never shown.' }),
  version,
  length: z.int().min(8).max(4096).optional().meta({ description: 'Number of characters.' }),
  charset: charsetSchema.optional().meta({ description: 'Characters it is made of, as in .env.sample.' }),
});

const given = z.strictObject({
  from: valueSourceSchema.meta({
    description: 'Where tend finds the value: env:NAME or file:PATH (relative to region.yml).',
  }),
  version,
});

const asked = z.strictObject({
  ask: z.literal(true).meta({ description: 'A person types it when it is first needed.' }),
  version,
});

/** How a secret comes to be: made, taken from somewhere, or typed by a person. */
export const secretSchema = z.union([z.enum(['generate', 'ask']), generated, given, asked], {
  error:
    'is no way to a secret: write generate, ask, { generate: true, version, length, charset }, ' +
    '{ from: env:NAME or file:PATH, version } or { ask: true, version }',
});
