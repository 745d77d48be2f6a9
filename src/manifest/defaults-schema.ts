import * as z from 'zod';
import { overlaySchema } from './overlay-schema.js';
import { envNameSchema, plainEnvValueSchema, nameSchema } from './value-schemas.js';

/** What apps have unless they say otherwise: of a region, or of one node. */
export const defaultsSchema = z
  .strictObject({
    env: z
      .record(envNameSchema, plainEnvValueSchema)
      .optional()
      .meta({ description: 'Env keys; each reaches the apps whose recipe mentions it, and the app’s own env wins.' }),
    overlays: z
      .array(overlaySchema)
      .optional()
      .meta({ description: 'Overlays; each is added to the apps whose recipe has it.' }),
    steward: nameSchema.optional().meta({ description: 'Who answers for apps that name nobody.' }),
    deputies: z.array(nameSchema).optional().meta({ description: 'Who stands in where an app names no deputies.' }),
    critical: z.boolean().optional().meta({ description: 'true: apps are critical unless they say false.' }),
  })
  .meta({ title: 'defaults' });

export type DefaultsManifest = z.infer<typeof defaultsSchema>;
