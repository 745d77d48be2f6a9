import type { AppOnNode } from './region-pages.js';
import { showDay, showMoment } from './show-change.js';

/** Who answers for an app on a node: `[op-bo](stewards/op-bo.md) since 2026-11-22, deputies op-cy`. */
export function showSteward(steward: AppOnNode['steward'], root: string): string {
  if (!steward) return 'none named in this log';
  const { id, deputies, since, accepted } = steward;
  const who = id === null ? '**vacant: nobody answers for it**' : `[${id}](${root}stewards/${id}.md)`;
  const agreed = accepted === undefined ? '' : `, who said yes on ${showDay(accepted)}`;
  const links = deputies.map((deputy) => `[${deputy}](${root}stewards/${deputy}.md)`);
  return `${who} since ${showDay(since)}${agreed}${links.length > 0 ? `, deputies ${links.join(', ')}` : ''}`;
}

/** What was last seen of an app: `dokuwiki 1.3.0 runs (2 of 2 tasks), as seen 2026-11-22 13:57`. */
export function showSeen({ recipe, version, services, running, wanted, at }: NonNullable<AppOnNode['seen']>): string {
  const name = [recipe, version].filter((word) => word !== undefined).join(' ');
  const what = services === 0 ? 'nothing runs' : `${name || 'something'} runs (${running} of ${wanted} tasks)`;
  return `${what}, as seen ${showMoment(at)}`;
}
