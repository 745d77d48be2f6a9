import type { Contents, Pages } from '../model/contents.js';
import type { IntentEntry, OutcomeEntry } from '../model/entry.js';
import { appsOf, describeEntry } from './describe-entry.js';
import { addToPages } from './pages/add-to-pages.js';
import { makePage } from './pages/make-page.js';
import { pagePaths } from './pages/page-paths.js';
import { versionOfReadme } from './pages/make-readme.js';
import { newRegionPages, pagesVersion, type RegionPages } from './pages/region-pages.js';

/** What the entries of a region's log mean, for the changelog, which knows none of it. */
export const recordContents: Contents = {
  pagesVersion,
  subjectsOf: appsOf,
  describe: (entry, intent) => describeEntry(entry, entry.type === 'outcome' ? intent?.steps[entry.step] : undefined),
  misfit,
  newPages: newRegionPages,
  addToPages: (pages, logged) => addToPages(own(pages), logged),
  page: (pages, path) => makePage(own(pages), path),
  versionOf: versionOfReadme,
  pagePaths: (pages) => pagePaths(own(pages)),
};

function misfit({ step, app, node }: OutcomeEntry, { steps }: IntentEntry): string | undefined {
  const announced = steps[step];
  if (!announced) return `is about step ${step + 1} of an announcement of ${steps.length}`;
  if (announced.app === app && announced.node === node) return undefined;
  return `is about ${app} on ${node}, but ${announced.app} on ${announced.node} was announced`;
}

/** The log keeps what pages are made of without looking into it; it was made here. */
function own(pages: Pages): RegionPages {
  return pages as RegionPages;
}
