import { z } from 'zod';
import { findingSchema } from './finding.js';

const keptAlarmSchema = z.strictObject({
  finding: findingSchema,
  /** When it was first seen, when a person was last told, how many looks have seen it. */
  firstAt: z.string(),
  toldAt: z.string(),
  count: z.int(),
});

/** A service as it was when nothing was wrong with it; `app`: the record vouched for it then. */
const knownServiceSchema = z.strictObject({
  name: z.string(),
  index: z.int(),
  at: z.string(),
  app: z.string().optional(),
});

const nodeMemorySchema = z.strictObject({
  services: z.record(z.string(), knownServiceSchema).optional(),
  silentSince: z.string().optional(),
});

const watchStateSchema = z.strictObject({
  version: z.literal(1),
  alarms: z.record(z.string(), keptAlarmSchema),
  silentSince: z.string().optional(),
  /** When the log was last found whole. */
  goodAt: z.string().optional(),
  head: z.strictObject({ mark: z.string(), since: z.string() }).optional(),
  behindSince: z.string().optional(),
  nodes: z.record(z.string(), nodeMemorySchema),
});

/** What is remembered of a log between two looks, so that a run from cron knows what was told. Plain JSON. */
export type WatchState = z.infer<typeof watchStateSchema>;
export type KeptAlarm = z.infer<typeof keptAlarmSchema>;
export type KeptAlarms = WatchState['alarms'];
export type NodeMemory = z.infer<typeof nodeMemorySchema>;
export type KnownService = z.infer<typeof knownServiceSchema>;

/** Before the first look. */
export function newWatchState(): WatchState {
  return { version: 1, alarms: {}, nodes: {} };
}

/** What was kept; a file that is none of ours counts as none: the pins of the logs are kept elsewhere. */
export function parseWatchState(text: string | undefined): WatchState {
  if (text === undefined) return newWatchState();
  try {
    return watchStateSchema.parse(JSON.parse(text));
  } catch {
    return newWatchState();
  }
}
