import type { LoggedEntry } from '../../model/contents.js';
import { addAboutApps } from './add-about-apps.js';
import { addAboutLog } from './add-about-log.js';
import { pagePaths } from './page-paths.js';
import type { RegionPages } from './region-pages.js';

/**
 * Takes the next entry of the log into what pages are made of; gives the paths of the pages that may differ now. Only
 * for entries that count: nothing is checked here.
 */
export function addToPages(pages: RegionPages, logged: LoggedEntry): readonly string[] {
  const isFirst = pages.updated === null;
  pages.since ??= logged.entry.time;
  pages.updated = logged.entry.time;
  const touched = takeIn(pages, logged);
  if (isFirst || touched === 'all') return pagePaths(pages);
  return [...new Set(['region.md', 'feed.atom', ...touched])];
}

function takeIn(pages: RegionPages, logged: LoggedEntry): readonly string[] | 'all' {
  const { entry } = logged;
  switch (entry.type) {
    case 'intent':
    case 'outcome':
    case 'drift':
    case 'steward.assign':
    case 'steward.accept':
      return addAboutApps(pages, logged, entry);
    default:
      return addAboutLog(pages, logged, entry);
  }
}
