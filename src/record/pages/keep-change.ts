import type { LoggedEntry } from '../../model/contents.js';
import { shortEntry } from '../../model/short-id.js';
import { appOf, keptChanges, type Change, type RegionPages } from './region-pages.js';

type Happened = Pick<Change, 'what'> &
  Partial<Omit<Change, 'app'>> & {
    /** None: about the log itself. */
    readonly apps?: readonly string[];
  };

/** Keeps what an entry tells among the newest changes of the region, and among those of the apps that it is about. */
export function keepChange(pages: RegionPages, { id, entry }: LoggedEntry, { apps = [], ...happened }: Happened): void {
  const change: Change = { at: entry.time, by: entry.actor, ids: shortEntry(id), ...happened };
  const [app] = apps;
  pages.newest.push({ ...change, id, ...(app === undefined || apps.length > 1 ? {} : { app }) });
  if (pages.newest.length > keptChanges.region) pages.newest.shift();
  for (const name of apps) keepOfApp(pages, name, { ...change });
}

function keepOfApp(pages: RegionPages, name: string, change: Change): void {
  const app = appOf(pages, name);
  if (!app) return;
  app.changes.push(change);
  if (app.changes.length <= keptChanges.app) return;
  app.changes.shift();
  app.older += 1;
}
