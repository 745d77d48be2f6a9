import { describePowers } from '../describe-log-entry.js';
import { pageEnd } from './page-end.js';
import { appNodes, type AppNode } from './app-nodes.js';
import type { KeyOnPages, RegionPages } from './region-pages.js';
import { showDay } from './show-change.js';

/** The page of one person: the services that they answer for or stand in for, and the keys they sign with. */
export function makeStewardPage(pages: RegionPages, person: string): string {
  const nodes = appNodes(pages);
  return [
    `# ${person}`,
    '',
    '## Steward (Kümmerer) of',
    '',
    ...listServices(nodes.filter(({ on }) => on.steward?.id === person)),
    '',
    '## Deputy for',
    '',
    ...listServices(nodes.filter(({ on }) => on.steward?.deputies.includes(person))),
    '',
    '## Keys',
    '',
    ...listKeys(pages.keys.filter(({ holder }) => holder === person)),
    '',
    pageEnd(pages, '../'),
  ].join('\n');
}

function listServices(nodes: readonly AppNode[]): string[] {
  const lines = nodes.map(({ app, node, on }) => {
    const accepted = on.steward?.accepted ? `, accepted ${showDay(on.steward.accepted)}` : '';
    return `- [${app}](../services/${app}.md) on ${node}, since ${showDay(on.steward?.since ?? '')}${accepted}`;
  });
  return lines.length > 0 ? lines : ['None.'];
}

function listKeys(keys: readonly KeyOnPages[]): string[] {
  const lines = keys.map((key) => `- \`${key.fingerprint}\` ${describePowers(key)}, ${showSpan(key)}`);
  return lines.length > 0 ? lines : ['None.'];
}

/** From when to when a key counts: `since 2026-11-22, until 2027-11-22`, `2026-11-22 to 2026-12-01 (lost)`. */
export function showSpan({ since, expires, revoked }: KeyOnPages): string {
  if (revoked) return `${showDay(since)} to ${showDay(revoked.at)} (${revoked.reason})`;
  return `since ${showDay(since)}${expires === null ? '' : `, until ${showDay(expires)}`}`;
}
