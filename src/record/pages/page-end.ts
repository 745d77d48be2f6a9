import type { RegionPages } from './region-pages.js';
import { showWorth } from './show-worth.js';

/** How every page ends: how to check it, and what it is worth; `root` leads to the folder of README.md. */
export function pageEnd(pages: RegionPages, root: string): string {
  return [
    '## How to check this page, and what it is worth',
    '',
    'Made from the entries of this log, never by hand. Times are UTC, as the writers give them. Short names in brackets are',
    'the first letters of entry ids. `why: details/…` is the beginning of a file name on the branch `details`.',
    `\`tend changelog verify\` checks that this page says what the entries say; [how to check the entries without it](${root}README.md#how-to-check-it-without-our-tool).`,
    '',
    showWorth(pages),
    '',
  ].join('\n');
}
