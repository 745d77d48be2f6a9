import { z } from 'zod';
import { entrySchema, type Entry } from '../../model/entry.js';
import { common } from '../../model/entry-fields.js';
import { isMapping } from '../../model/is-mapping.js';
import { findUnrealTimes } from '../../model/is-real-instant.js';

/** What a draft does not have yet: a head that its writer knew, and the key of a run. Only their form counts here. */
const notYet = {
  seen: { size: 1, root: `${'A'.repeat(43)}=` },
  outcomeKey: `ssh-ed25519 ${'A'.repeat(68)}`,
};
const openingSchema = z.strictObject({ ...common, type: z.literal('log.open'), seen: z.null().optional() });

/**
 * Whether a line of a draft says what an entry can say. Nobody signed it and anybody who may push can write one, so that what is
 * made of entries, which trusts their form, must not meet it otherwise.
 */
export function isDraftEntry(value: unknown): value is Entry {
  if (!isMapping(value) || findUnrealTimes(value).length > 0) return false;
  return entrySchema.safeParse(filledIn(value)).success || openingSchema.safeParse(value).success;
}

function filledIn(entry: Readonly<Record<string, unknown>>): unknown {
  const { type, seen = null } = entry;
  if (type === 'log.open' || type === 'outcome') return entry;
  const head = seen === null ? { seen: notYet.seen } : {};
  return type === 'intent' ? { outcomeKey: notYet.outcomeKey, ...entry, ...head } : { ...entry, ...head };
}
