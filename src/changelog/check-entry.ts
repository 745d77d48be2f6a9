import { entrySchema, type Entry } from '../model/entry.js';
import { findUnrealTimes } from '../model/is-real-instant.js';

/**
 * Makes sure that an entry is one that this log may hold, before anything is written. What fails here is a bug of
 * tend: the error names where, never the value.
 */
export function checkEntry(origin: string, entry: Entry): void {
  const checked = entrySchema.safeParse(entry);
  if (!checked.success) throw new Error(`an entry does not fit the changelog at ${wheres(checked.error.issues)}`);
  const unreal = findUnrealTimes(entry);
  if (unreal.length > 0) throw new Error(`an entry names a time that there is not, at ${unreal.join(', ')}`);
  if (entry.log !== origin) throw new Error('an entry is for another changelog');
}

function wheres(issues: readonly { readonly path: readonly PropertyKey[] }[]): string {
  return issues.map(({ path }) => path.map(String).join('.')).join(', ');
}
