import { shortEntry } from '../../model/short-id.js';
import type { RegionPages } from './region-pages.js';
import { showMoment } from './show-change.js';

/** That this log was seen with another history. */
export function showForks({ forks }: RegionPages): string[] {
  if (forks.length === 0) return [];
  return [
    '> **FORK.** This log was seen with another history. A log has one; somebody showed people different ones:',
    '>',
    ...forks.map(
      ({ id, at, by, heads }) =>
        `> - ${showMoment(at)} told by ${by}: heads of another history: ${heads} (${shortEntry(id)})`,
    ),
    '',
  ];
}
