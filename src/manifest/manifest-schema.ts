import * as z from 'zod';
import { appsSchema } from './app-schema.js';
import { combineSchema } from './combine-schema.js';
import { defaultsSchema } from './defaults-schema.js';
import { nodeSchema } from './node-schema.js';
import { parallelSchema } from './parallel-schema.js';
import { addressSchema, domainSchema, engineSchema, nameSchema, valueSourceSchema } from './value-schemas.js';

const regionSchema = z
  .strictObject({
    name: nameSchema.meta({ description: 'Name of the region, as people say it.' }),
    domain: domainSchema.meta({ description: 'Apps are found below it unless they say otherwise.' }),
    engine: engineSchema.optional().meta({
      description: 'What carries changes out: swarm (built in, the default) or abra (the operator’s own).',
    }),
    parallel: parallelSchema.optional().meta({
      description:
        'How many apps of a node are worked on at the same time: a number, or { new, changes }. Default: 4 that are new, 1 that runs.',
    }),
  })
  .meta({ title: 'the region' });

const ageRecipient = z.string().regex(/^age1[a-z0-9]{58,}$/, 'is no age recipient: age1…');

const stewardSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^op-[a-z0-9]{2,32}$/, 'is not a pseudonym: op- and 2 to 32 letters or digits')
      .meta({ description: 'Pseudonym in the public changelog: op-7f3k.' }),
    key: z
      .string()
      .regex(/^(?:ssh|sk-ssh)-[a-z0-9@.-]+ [A-Za-z0-9+/]+={0,2}(?: .*)?$/, 'is not a public ssh key')
      .optional()
      .meta({ description: 'Public key that signs what the steward records: ssh-ed25519 AAAA….' }),
    age: ageRecipient
      .optional()
      .meta({ description: 'Plans are sealed to it (age1…). Yours: tend changelog key new.' }),
    contact: z.string().min(1).optional().meta({ description: 'Where people reach the steward.' }),
  })
  .meta({ title: 'a steward' });

const changelogSchema = z
  .strictObject({
    remote: addressSchema.optional().meta({ description: 'Git remote of the public record.' }),
    remotes: z
      .array(addressSchema)
      .min(1)
      .optional()
      .meta({ description: 'Instead of remote: several, the first one authoritative.' }),
    fingerprint: z
      .string()
      .regex(/^[A-Za-z0-9_-]{43}$/, 'is no fingerprint of a record; to see it: tend changelog verify')
      .optional()
      .meta({ description: 'Id of the entry that opened the record: verify refuses another one.' }),
    auditors: z
      .array(ageRecipient)
      .optional()
      .meta({ description: 'Whom plans are sealed to beside the stewards (age recipients).' }),
  })
  .meta({ title: 'changelog' });

const registrySchema = z
  .strictObject({
    user: z.string().min(1).meta({ description: 'Login at the registry.' }),
    password: z
      .strictObject({
        from: valueSourceSchema.meta({ description: 'Where tend finds it: env:NAME or file:PATH.' }),
      })
      .meta({ title: 'a password', description: 'Where the password comes from; it never stands here.' }),
  })
  .meta({ title: 'a registry' });

const policiesSchema = z
  .strictObject({
    removal: z
      .enum(['ask', 'deny'])
      .optional()
      .meta({ description: 'Whether apps may be removed at all. Default: ask.' }),
    majorUpgrades: z
      .enum(['hold', 'allow'])
      .optional()
      .meta({ description: 'Whether major upgrades wait for a person. Default: hold.' }),
  })
  .meta({ title: 'policies' });

const registryHost = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]*(?::\d{1,5})?$/, 'is not a registry: a host name, with :PORT if need be');

/** region.yml, as people type it. The truth: types, checks, JSON Schema and documentation come from it. */
export const manifestSchema = z
  .strictObject({
    region: regionSchema.meta({ description: 'The place that the nodes serve.' }),
    changelog: changelogSchema
      .optional()
      .meta({ description: 'The public record. Default: a bare repo beside the region repo.' }),
    catalogue: addressSchema.optional().meta({
      description:
        'Where recipes named by name alone are: a URL or folder that holds them, or a recipes.json that lists them (file, URL ending in .json, git repository ending in .git). Default: https://git.coopcloud.tech/coop-cloud.',
    }),
    stewards: z
      .record(nameSchema, stewardSchema)
      .optional()
      .meta({ description: 'The people who answer for services, by a short name.' }),
    nodes: z.record(nameSchema, nodeSchema).meta({ description: 'The servers, by name.' }),
    registries: z
      .record(registryHost, registrySchema)
      .optional()
      .meta({ description: 'Logins at registries. Default: ~/.docker/config.json and its helpers.' }),
    policies: policiesSchema.optional().meta({ description: 'What needs a person, and what never happens.' }),
    defaults: defaultsSchema
      .optional()
      .meta({ description: 'What every app has unless it, or its node, says otherwise.' }),
    combine: combineSchema.optional(),
    apps: appsSchema.optional(),
  })
  .meta({ title: 'region.yml' });

export type Manifest = z.infer<typeof manifestSchema>;
