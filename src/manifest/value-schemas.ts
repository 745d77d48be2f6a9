import * as z from 'zod';

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';

/** Name of a region, app or node: it becomes part of domains and labels. */
export const nameSchema = z
  .string()
  .regex(new RegExp(`^${label}$`), 'is not a name: a to z, 0 to 9 and - inside, at most 63 characters');

/** A domain as DNS writes it: lower case, umlauts and the like in their xn-- form. */
export const domainSchema = z
  .string()
  .max(253, 'is too long for a domain (253 characters)')
  .regex(
    new RegExp(`^${label}(?:\\.${label})*$`),
    'is not a domain: lower-case letters, digits, - and . (others in their xn-- form)',
  );

/** Where ssh finds a server, or `local`. */
export const hostSchema = z
  .string()
  .regex(/^[A-Za-z0-9[][A-Za-z0-9.:_\]-]*$/, 'is not a host: a name, an ssh alias, an address, or local')
  .refine((host) => !/^(?:[^:]+|\[.*\]):\d+$/.test(host), 'holds a port: write that beside it, as port:');

/** An `.env` key. */
export const envNameSchema = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'is not an env key: letters, digits and _, no digit first');

/** A tag or short word that reaches git and Docker as an argument: never begins with `-`, holds no blank. */
export const tagSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._+/-]{0,127}$/, 'is not a version tag, such as 1.2.0+2024-02-06a');

export const commitSchema = z
  .string()
  .regex(/^[0-9a-f]{40}$/, 'is not a whole commit: 40 hex digits, as git rev-parse prints them');

/** A version of a secret or config, `v2`. */
export const secretVersionSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/, 'is not a version of a secret, such as v2');

/** A remote, URL or path without a password in it: the manifest is public to everybody who reads the repo. */
export const addressSchema = z
  .string()
  .min(1, 'must not be empty')
  .regex(/^[^\s-]\S*$/, 'must hold no blank and not begin with -')
  .refine(
    (address) => !/^[a-z+]+:\/\/[^/@]*:[^/@]*@/.test(address),
    'holds a password: use ssh or a credential helper of git instead',
  );

/** Where a value comes from when it is needed: `env:SMTP_PASSWORD`, `file:/run/keys/smtp`. */
export const valueSourceSchema = z
  .string()
  .regex(
    /^(?:env:[A-Za-z_][A-Za-z0-9_]*|file:.*\S)$/,
    'must be env:NAME (a variable of tend) or file:PATH (relative to region.yml)',
  );

/** A value as typed, where only that will do: in what several apps get. */
export const plainEnvValueSchema = z.union([z.string(), z.number(), z.boolean()], {
  error: 'must be one value on its own; for an empty one write ""',
});

const hiddenValueSchema = z.strictObject({
  from: valueSourceSchema.meta({
    description: 'Where the value is read when it is sent: env:NAME or file:PATH. It is never shown or recorded.',
  }),
});
const noValueSchema = z.strictObject({
  unset: z.literal(true).meta({ description: 'The app does not have this variable, although .env.sample does.' }),
});

/**
 * A value as typed (`0555` stays `0555` and `no` stays `no`: read-yaml.ts keeps such scalars as text), where it comes
 * from, or that there is none.
 */
export const envValueSchema = z.union([z.string(), z.number(), z.boolean(), hiddenValueSchema, noValueSchema], {
  error: 'must be one value on its own ("" for an empty one), { from: env:NAME or file:PATH } or { unset: true }',
});

export const charsetSchema = z.enum(['default', 'special', 'safespecial', 'hex', 'alnum']);

export const engineSchema = z.enum(['swarm', 'abra']);
