import { z } from 'zod';
import {
  actor,
  app,
  common,
  commonSeen,
  commitment,
  fingerprint,
  id,
  origin,
  publicKey,
  seen,
  time,
} from './entry-fields.js';

/** What a key may do: `record` what happens, let other `keys` in and out. (Root keys are named by the policy.) */
const power = z.enum(['record', 'keys']);

/** Text of a trust policy (C2SP tlog-policy). */
const policyText = z
  .string()
  .max(8192)
  // Printable ASCII, tabs and newlines: what a policy file is made of.
  .regex(/^[\t\n\x20-\x7e]*$/);

/** A verifier key of a signed note (C2SP signed-note): `name+hash+key`. */
const verifierKey = z.string().regex(/^[!-*,-~]{1,255}\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44,}={0,2}$/);

/** Opens a log: its first key (which signs this entry and is its first root), and the draft that it takes up. */
const logOpenSchema = z.strictObject({
  ...common,
  type: z.literal('log.open'),
  seen: z.null(),
  key: publicKey,
  /** Verifies heads, where the first key cannot sign notes (a security key). */
  noteKey: verifierKey.nullable(),
  policy: policyText.nullable(),
  /** SHA-256 (hex) over the files of the draft one after the other, and how many entries it had. */
  draft: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), size: z.int().min(1) }).nullable(),
});

/** Lets a key in. A key may always name its own successor (`replaces`), with no more power than it has. */
const keyAddSchema = z.strictObject({
  ...commonSeen,
  type: z.literal('key.add'),
  holder: actor,
  key: publicKey,
  noteKey: verifierKey.nullable(),
  does: z.array(power).min(1),
  /** Only entries about these apps; null: about all. */
  apps: z.array(app).min(1).nullable(),
  expires: time.nullable(),
  replaces: fingerprint.nullable(),
});

/** From here on a key signs nothing any more. */
const keyRevokeSchema = z.strictObject({
  ...commonSeen,
  type: z.literal('key.revoke'),
  key: fingerprint,
  reason: z.enum(['rotated', 'left', 'lost', 'stolen']),
});

/** Proposes who witnesses, who the root keys are and how many of them decide; counts once so many have approved. */
const policySchema = z.strictObject({
  ...commonSeen,
  type: z.literal('policy'),
  policy: policyText,
  roots: z.array(fingerprint).min(1),
  threshold: z.int().min(1),
});

/** A second person agrees to a policy or an erasing. */
const approveSchema = z.strictObject({ ...commonSeen, type: z.literal('approve'), of: id });

/** Steps of an intent were taken although witnesses were out of reach; the reason lies beside the log. */
const breakglassSchema = z.strictObject({
  ...commonSeen,
  type: z.literal('breakglass'),
  intent: id,
  detail: commitment,
});

/** A second person has looked at a break-glass. */
const confirmSchema = z.strictObject({ ...commonSeen, type: z.literal('confirm'), of: id });

/** Proposes to erase the texts that an entry committed to; done once a second person approves. */
const eraseSchema = z.strictObject({
  ...commonSeen,
  type: z.literal('erase'),
  of: id,
  commitments: z.array(commitment).min(1),
  detail: commitment,
});

/** Other heads of this log that were seen, although a log has one history: entries that follow may have seen them. */
const forkSchema = z.strictObject({
  ...commonSeen,
  type: z.literal('fork'),
  heads: z.array(seen).min(1).max(64),
});

/** Nothing follows in this log; where it goes on, if it does. */
const logCloseSchema = z.strictObject({ ...commonSeen, type: z.literal('log.close'), next: origin.nullable() });

/** Entries about the log itself. */
export const logEntrySchemas = [
  logOpenSchema,
  keyAddSchema,
  keyRevokeSchema,
  policySchema,
  approveSchema,
  breakglassSchema,
  confirmSchema,
  eraseSchema,
  forkSchema,
  logCloseSchema,
] as const;

export type LogOpenEntry = z.infer<typeof logOpenSchema>;
export type KeyAddEntry = z.infer<typeof keyAddSchema>;
export type KeyRevokeEntry = z.infer<typeof keyRevokeSchema>;
export type PolicyEntry = z.infer<typeof policySchema>;
export type ApproveEntry = z.infer<typeof approveSchema>;
export type BreakglassEntry = z.infer<typeof breakglassSchema>;
export type ConfirmEntry = z.infer<typeof confirmSchema>;
export type EraseEntry = z.infer<typeof eraseSchema>;
export type Power = z.infer<typeof power>;
