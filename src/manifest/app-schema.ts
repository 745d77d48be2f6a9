import * as z from 'zod';
import { overlaySchema } from './overlay-schema.js';
import { secretSchema } from './secret-schema.js';
import {
  addressSchema,
  commitSchema,
  domainSchema,
  engineSchema,
  envNameSchema,
  envValueSchema,
  nameSchema,
  tagSchema,
} from './value-schemas.js';

const need = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]*(?:@[a-z0-9-]+)?$/, 'is not the name of an app: name, or name@node');
const secretName = z.string().regex(/^[a-z0-9][a-z0-9_-]*$/, 'is not the name of a secret: a to z, 0 to 9, _ and -');

/** One app, under `apps` in region.yml or alone in apps/NAME.yml. */
export const appSchema = z
  .strictObject({
    recipe: addressSchema.meta({
      description: 'A name in the catalogue, a git URL, or a path (./recipes/dokuwiki, from region.yml).',
    }),
    version: tagSchema.optional().meta({ description: 'A version tag of the recipe: 1.2.0+2024-02-06a.' }),
    commit: commitSchema.optional().meta({ description: 'Instead of version: a commit of the recipe, 40 digits.' }),
    node: z
      .union([nameSchema, z.array(nameSchema).min(1)], {
        error: 'must be the name of a node, a list of names, or all',
      })
      .meta({ description: 'The node it runs on; a list of nodes, or all: one instance each.' }),
    domain: domainSchema
      .optional()
      .meta({ description: 'Where people find it. Default: <app>.<domain of the region>.' }),
    alsoAt: z
      .array(domainSchema)
      .optional()
      .meta({ description: 'Further domains, such as members’ own; the recipe must know EXTRA_DOMAINS.' }),
    steward: nameSchema
      .optional()
      .meta({ description: 'The person who answers for it; vacant, or nothing: nobody yet.' }),
    deputies: z.array(nameSchema).optional().meta({ description: 'Stewards who stand in for the steward.' }),
    needs: z.array(need).optional().meta({
      description: 'Apps that must be in place first, by name or recipe on the same node; name@node elsewhere.',
    }),
    uses: z.record(nameSchema, need).optional().meta({
      description:
        'Apps that it works with, by the role that combine has rules for: { sso: keycloak }. Each is needed too.',
    }),
    overlays: z
      .array(overlaySchema)
      .optional()
      .meta({ description: 'Overlays of the recipe: smtp stands for compose.smtp.yml.' }),
    env: z
      .record(envNameSchema, envValueSchema)
      .optional()
      .meta({ description: 'What .env would hold, over .env.sample; STACK_NAME names the stack.' }),
    secrets: z
      .record(secretName, secretSchema)
      .optional()
      .meta({ description: 'How each secret of the recipe comes to be; values never stand here.' }),
    compose: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: 'A piece of compose file merged last: what no env key of the recipe can say.' }),
    state: z
      .enum(['present', 'absent'])
      .optional()
      .meta({ description: 'absent: undeployed, its data kept. Default: present.' }),
    engine: engineSchema
      .optional()
      .meta({ description: 'What carries changes out. Default: that of the node, then of the region.' }),
    critical: z
      .boolean()
      .optional()
      .meta({ description: 'true: never changed without a published record. Default: false.' }),
  })
  .meta({
    title: 'an app',
    oneOf: [{ required: ['version'] }, { required: ['commit'] }],
  });

export const appsSchema = z
  .record(nameSchema, appSchema)
  .meta({ description: 'The apps by name; one file each in apps/NAME.yml serves as well.' });

export type AppManifest = z.infer<typeof appSchema>;
