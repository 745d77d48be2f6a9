import type { EntryId } from '../../model/brand.js';
import type { LoggedEntry } from '../../model/contents.js';
import type { BreakglassEntry, ConfirmEntry } from '../../model/log-entry.js';
import { shortEntry } from '../../model/short-id.js';
import { keepChange } from './keep-change.js';
import { shortCommitment } from './short-commitment.js';
import { servicePath } from './page-paths.js';
import type { RegionPages } from './region-pages.js';

/** Steps go ahead without witnesses: said loudly on every page about them until a second person has looked. */
export function addBreakglass(pages: RegionPages, logged: LoggedEntry, entry: BreakglassEntry): string[] {
  const { intent, actor, time, detail } = entry;
  const apps = appsOfIntent(pages, intent);
  const glass = { id: logged.id, intent, at: time, by: actor, apps, why: shortCommitment(detail) };
  pages.breakglasses.push(glass);
  const what = `BREAK-GLASS: what ${shortEntry(intent)} announced goes ahead without witnesses`;
  keepChange(pages, logged, { apps, what, why: glass.why, loud: true });
  return ['README.md', ...apps.map(servicePath)];
}

/** A second person has looked; the same one again changes nothing. */
export function addConfirmation(pages: RegionPages, logged: LoggedEntry, { of, actor }: ConfirmEntry): string[] {
  const glass = pages.breakglasses.find(({ id }) => id === of);
  if (!glass || glass.by === actor) return [];
  pages.breakglasses = pages.breakglasses.filter((each) => each !== glass);
  keepChange(pages, logged, {
    apps: glass.apps,
    what: `${actor} has looked at the break-glass ${shortEntry(of)} of ${glass.by}`,
  });
  return ['README.md', ...glass.apps.map(servicePath)];
}

/** Apps whose steps an intent announced and nobody has told the outcome of. */
function appsOfIntent({ apps }: RegionPages, intent: EntryId): string[] {
  const entries = Object.entries(apps).filter(([, { open }]) => open.some((step) => step.intent === intent));
  return entries.map(([app]) => app).sort();
}
