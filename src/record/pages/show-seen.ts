import type { AppOnNode } from './region-pages.js';
import { showMoment } from './show-change.js';

/** What was last seen of an app: `dokuwiki 1.3.0 runs (2 of 2 tasks), as seen 2026-11-22 13:57`. */
export function showSeen({ recipe, version, services, running, wanted, at }: NonNullable<AppOnNode['seen']>): string {
  const name = [recipe, version].filter((word) => word !== undefined).join(' ');
  const what = services === 0 ? 'nothing runs' : `${name || 'something'} runs (${running} of ${wanted} tasks)`;
  return `${what}, as seen ${showMoment(at)}`;
}
