import * as z from 'zod';
import { overlaySchema } from './overlay-schema.js';
import { charsetSchema, envNameSchema, plainEnvValueSchema, nameSchema, secretVersionSchema } from './value-schemas.js';

const text =
  'May hold {{ ROLE.domain }} (name, stack, node) of the app that is used, {{ app.domain }} of the one that uses it.';

const sharedSecret = z
  .strictObject({
    as: z.string().meta({ description: 'Its name at the app that is used; may hold {{ app.name }}.' }),
    version: secretVersionSchema
      .optional()
      .meta({ description: 'A higher one makes a new value for both. Default: v1.' }),
    length: z.int().min(8).max(1024).optional().meta({ description: 'Number of characters. Default: 32.' }),
    charset: charsetSchema.optional().meta({ description: 'Characters it is made of. Default: alnum.' }),
  })
  .meta({ title: 'a shared secret' });

const gathered = z
  .strictObject({
    add: z.string().meta({ description: `What each app that uses it adds. ${text}` }),
    between: z.string().optional().meta({ description: 'What stands between them. Default: a blank.' }),
  })
  .meta({ title: 'a gathered value' });

const usedSchema = z
  .strictObject({
    overlays: z.array(overlaySchema).optional().meta({ description: 'Overlays of its recipe.' }),
    env: z
      .record(
        envNameSchema,
        z.union([plainEnvValueSchema, gathered], {
          error: 'must be one value, or { add: …, between: … } where several apps add to it',
        }),
      )
      .optional()
      .meta({ description: `Env keys. ${text}` }),
  })
  .meta({ title: 'used' });

/** What one app gets because it uses another, and what that one gets in turn. */
const ruleSchema = z
  .strictObject({
    overlays: z.array(overlaySchema).optional().meta({ description: 'Overlays that the app gets.' }),
    env: z
      .record(envNameSchema, plainEnvValueSchema)
      .optional()
      .meta({ description: `Env keys that the app gets; its own win. ${text}` }),
    secrets: z
      .record(
        z.string().regex(/^[a-z0-9][a-z0-9_-]*$/, 'is not the name of a secret: a to z, 0 to 9, _ and -'),
        z.union([z.string(), sharedSecret], {
          error: 'must be the name of the secret at the app that is used, or { as: NAME, version, length, charset }',
        }),
      )
      .optional()
      .meta({
        description: 'Secrets with one value in both apps: its name here, and its name at the app that is used.',
      }),
    used: usedSchema.optional().meta({ description: 'What the app that is used gets in turn.' }),
  })
  .meta({ title: 'a rule' });

const recipeName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'is not the name of a recipe');

/** Rules by role, by the recipe that is used, by the recipe that uses it. */
export const combineSchema = z
  .record(
    nameSchema,
    z
      .record(
        recipeName,
        z
          .record(recipeName, ruleSchema)
          .meta({ description: 'By the recipe of the app that uses it; any: the others.' }),
      )
      .meta({ description: 'By the recipe of the app that is used.' }),
  )
  .meta({ description: 'What apps get when they use one another, by the word that stands in their `uses`.' });

export type Rule = z.infer<typeof ruleSchema>;
