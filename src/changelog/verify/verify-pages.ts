import type { Contents, Pages } from '../../model/contents.js';
import type { TreeFile } from '../clone/list-tree.js';
import { gitObject } from '../git-object.js';
import type { Problem } from '../problem.js';

/** What may stand beside pages: the log itself, and a draft that it took up. */
const other = /^(log|draft)\//;

/** Pages that are there, and the version by which they say they were made. */
export interface PagesToVerify {
  readonly contents: Contents;
  readonly pages: Pages;
  readonly files: readonly TreeFile[];
  readonly version: number | undefined;
}

/** Whether the pages are what the entries make of them. What another version of tend made cannot be compared: that is open. */
export function verifyPages(given: PagesToVerify): { readonly problems: Problem[]; readonly open: Problem[] } {
  const { contents, version = contents.pagesVersion } = given;
  const problems = comparePages(given);
  if (version === contents.pagesVersion || problems.length === 0) return { problems, open: [] };
  const who = version < contents.pagesVersion ? 'an older tend' : 'a newer tend than this one';
  const says = `the pages were written by ${who}, not checked: believe the entries; the next append with this one makes them anew`;
  return { problems: [], open: [{ code: 'page-other-version', says }] };
}

function comparePages({ contents, pages, files }: PagesToVerify): Problem[] {
  const there = new Map(files.filter(({ path }) => !other.test(path)).map((file) => [file.path, file]));
  const paths = contents.pagePaths(pages);
  const unexpected = [...there.keys()].filter((path) => !paths.includes(path));
  return [
    ...paths.flatMap((path) => verifyPage(path, contents.page(pages, path) ?? '', there.get(path))),
    ...unexpected.map((path): Problem => {
      return {
        code: 'page-unexpected',
        says: `${JSON.stringify(path)} was not made from the entries: somebody put it there`,
      };
    }),
  ];
}

function verifyPage(path: string, text: string, file: TreeFile | undefined): Problem[] {
  if (!file) return [{ code: 'page-missing', says: `the page ${path} is missing` }];
  if (file.object === gitObject(text) && file.mode === '100644') return [];
  return [
    {
      code: 'page-differs',
      says: `the page ${path} does not say what the entries say: do not trust it; the next append makes it anew`,
    },
  ];
}
