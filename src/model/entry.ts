import { z } from 'zod';
import {
  actor,
  app,
  commit,
  commitment,
  common,
  commonSeen,
  digest,
  id,
  name,
  node,
  publicKey,
  time,
  version,
} from './entry-fields.js';
import { logEntrySchemas } from './log-entry.js';
import { stepKinds, type StepKind } from './step-kinds.js';

/**
 * Entries of the public changelog: strict, closed objects; nothing that is not named here can get in.
 * Format: docs/changelog.md. Entries about the log itself: log-entry.ts.
 */
const envKey = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/);
const swarm = z.string().regex(/^[a-z0-9]{0,64}$/);
/** A URL without user, password and query, or `local`. */
const repo = z
  .string()
  .regex(/^(?:local|(?:https?|ssh|git):\/\/(?![\d.]+[:/])[A-Za-z0-9.:-]{1,255}\/[\w.~/%+-]{0,1024})$/);

const intentStepSchema = z.strictObject({
  app,
  node,
  engine: z.enum(['swarm', 'abra']),
  kind: z.enum(Object.keys(stepKinds) as StepKind[]),
  recipe: z.strictObject({ name, from: version.optional(), to: version, commit }),
  images: z.array(z.strictObject({ service: name, from: digest.optional(), to: digest.optional() })),
  env: z.strictObject({ added: z.array(envKey), changed: z.array(envKey), removed: z.array(envKey) }),
  secrets: z.array(name),
  /** Reasons why it was held and a person said go. */
  released: z.array(z.string().regex(/^[a-z-]{1,32}$/)),
});

export const intentSchema = z.strictObject({
  ...commonSeen,
  type: z.literal('intent'),
  deadline: time,
  steps: z.array(intentStepSchema).min(1),
  manifest: z.strictObject({ repo, commit: commit.nullable(), dirty: z.boolean() }),
  plan: commitment,
  detail: commitment.nullable(),
  tool: z.strictObject({ name: z.literal('tend'), version }),
  /** Signs the outcomes of these steps and nothing else; its private half lives as long as the run. */
  outcomeKey: publicKey,
});

const serviceAfterSchema = z.strictObject({
  name,
  id: z.string().regex(/^[a-z0-9]{1,64}$/),
  index: z.int().min(0),
  updated: time,
  image: digest.optional(),
  running: z.int().min(0),
  wanted: z.int().min(0),
  healthy: z.int().min(0),
});

export const outcomeSchema = z.strictObject({
  ...common,
  type: z.literal('outcome'),
  app,
  node,
  intent: id,
  step: z.int().min(0),
  result: z.enum(['done', 'failed', 'rolled-back', 'paused', 'partial', 'aborted', 'unknown']),
  observed: z.strictObject({ swarm, version: version.optional(), services: z.array(serviceAfterSchema) }).nullable(),
  seconds: z.number().min(0),
});

/** A change made outside tend that a person took into the manifest or undid. */
const driftSchema = z.strictObject({
  ...commonSeen,
  type: z.literal('drift'),
  app,
  node,
  decision: z.enum(['kept']),
  services: z.array(
    z.strictObject({ name, index: z.int().min(0), fields: z.array(z.string().regex(/^[\w .+~>-]{1,128}$/)) }),
  ),
  observed: z.strictObject({
    swarm,
    version: version.optional(),
    services: z.array(serviceAfterSchema),
  }),
});

/** The same before the changelog took it. */
export const newDriftSchema = driftSchema.omit({ seen: true });

/** A steward takes a service, or lays it down (`steward` null: vacant). */
const stewardAssignSchema = z.strictObject({
  ...commonSeen,
  type: z.literal('steward.assign'),
  app,
  node,
  steward: actor.nullable(),
  deputies: z.array(actor),
});

/** A steward says yes to a service that was given to them. */
const stewardAcceptSchema = z.strictObject({ ...commonSeen, type: z.literal('steward.accept'), app, node });

export const entrySchema = z.discriminatedUnion('type', [
  ...logEntrySchemas,
  intentSchema,
  outcomeSchema,
  driftSchema,
  stewardAssignSchema,
  stewardAcceptSchema,
]);

export type Entry = z.infer<typeof entrySchema>;

type Made<Each> = Each extends unknown ? Omit<Each, 'seen' | 'outcomeKey'> : never;
/** An entry before the changelog took it: what its writer has seen and the one-time key are added when it is signed. */
export type NewEntry = Made<Entry>;
export type NewIntent = Made<IntentEntry>;
export type IntentEntry = z.infer<typeof intentSchema>;
export type IntentStep = z.infer<typeof intentStepSchema>;
export type OutcomeEntry = z.infer<typeof outcomeSchema>;
export type DriftEntry = z.infer<typeof driftSchema>;
export type StewardEntry = z.infer<typeof stewardAssignSchema>;
