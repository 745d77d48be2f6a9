import { KnownError } from '../../model/known-error.js';
import type { Tell } from '../../model/event.js';
import type { OpenRegion } from '../region/open-region.js';

/** Publishes what earlier runs kept on this machine, also where nothing else is to be done; it waits on where that fails. */
export async function publishWaiting({ changelog }: OpenRegion, tell: Tell): Promise<void> {
  const waiting = await changelog.spooled();
  if (waiting === 0) return;
  try {
    const { refused } = await changelog.append([]);
    const count = waiting - refused.length;
    if (count === 0) return;
    tell({ type: 'notice', text: `published ${count} entr${count === 1 ? 'y' : 'ies'} that waited on this machine` });
  } catch (error) {
    if (!(error instanceof KnownError) || error.exitStatus !== 13) throw error;
  }
}
