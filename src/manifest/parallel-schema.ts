import * as z from 'zod';
import type { Parallel } from '../model/parallel.js';
import { given } from '../model/given.js';

const most = 64;
const count = z.int().min(1).max(most);

/** `4`, or one number for apps that are new and one for changes to apps that run. */
export const parallelSchema = z.union(
  [
    count,
    z
      .strictObject({
        new: count.optional().meta({ description: 'New apps that start at the same time. Default: 4.' }),
        changes: count.optional().meta({ description: 'Running apps that change at the same time. Default: 1.' }),
      })
      .meta({ title: 'parallel' }),
  ],
  { error: `must be a number of apps from 1 to ${most}, or { new: 4, changes: 1 }` },
);

/** What was typed, in full: a number alone is meant for both. */
export function makeParallel(typed: z.infer<typeof parallelSchema>): Parallel {
  if (typeof typed === 'number') return { newApps: typed, changes: typed };
  return given({ newApps: typed.new, changes: typed.changes });
}
