import type { LoggedEntry } from '../model/contents.js';
import { KnownError } from '../model/known-error.js';
import { readEntries } from './log/read-entries.js';
import { refreshLog } from './refresh-log.js';
import type { Workplace } from './workplace.js';

/** The one published entry whose id begins like that; USAGE where there is none, or more than one. */
export async function findEntry(place: Workplace, prefix: string): Promise<LoggedEntry> {
  const { log } = await refreshLog(place, true);
  const entries = await readEntries(await place.clone(), log);
  const [found, ...others] = entries.filter(({ id }) => id.startsWith(prefix));
  if (found && others.length === 0 && prefix !== '') return found;
  const what = found ? `${others.length + 1} entries begin with` : 'no entry of this changelog begins with';
  throw new KnownError('USAGE', `${what} ${prefix}`, {
    tryThis: ['they stand at the end of each line: tend changelog show'],
  });
}
