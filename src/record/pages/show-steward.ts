import type { AppOnNode } from './region-pages.js';
import { showDay } from './show-change.js';

/** Who answers for an app on a node: `[op-bo](stewards/op-bo.md) since 2026-11-22, deputies op-cy`. */
export function showSteward(steward: AppOnNode['steward'], root: string): string {
  if (!steward) return 'none named in this log';
  const { id, deputies, since, accepted } = steward;
  const who = id === null ? '**vacant: nobody answers for it**' : `[${id}](${root}stewards/${id}.md)`;
  const agreed = accepted === undefined ? '' : `, who said yes on ${showDay(accepted)}`;
  const links = deputies.map((deputy) => `[${deputy}](${root}stewards/${deputy}.md)`);
  return `${who} since ${showDay(since)}${agreed}${links.length > 0 ? `, deputies ${links.join(', ')}` : ''}`;
}
