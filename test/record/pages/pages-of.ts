import type { Entry } from '../../../src/model/entry.js';
import type { LoggedEntry, Pages } from '../../../src/model/contents.js';
import { recordContents } from '../../../src/record/record-contents.js';
import { logged, origin } from '../entries.js';

/** Takes entries in, one after the other. */
export function foldPages(entries: readonly LoggedEntry[], pages: Pages = recordContents.newPages(origin)): Pages {
  for (const entry of entries) recordContents.addToPages(pages, entry);
  return pages;
}

/** Every page, path to text. */
export function pageTexts(pages: Pages): Map<string, string> {
  return new Map(recordContents.pagePaths(pages).map((path) => [path, recordContents.page(pages, path) ?? 'MISSING']));
}

/** Every page of a log of these entries, the first `drafts` of them a draft. */
export function pagesOf(entries: readonly Entry[], drafts = 0): Map<string, string> {
  return pageTexts(foldPages(logged(entries, drafts)));
}
