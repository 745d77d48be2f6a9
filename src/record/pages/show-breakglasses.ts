import { shortEntry } from '../../model/short-id.js';
import type { BreakglassOnPage } from './region-pages.js';
import { showMoment, showWhy } from './show-change.js';

/** What must not be overlooked, at the top of a page; nothing where all were confirmed. */
export function showBreakglasses(breakglasses: readonly BreakglassOnPage[]): string[] {
  if (breakglasses.length === 0) return [];
  return [
    '> **BREAK-GLASS, NOT CONFIRMED.** Somebody went ahead without the witnesses that the policy asks for, and no second',
    '> person has looked yet:',
    '>',
    ...breakglasses.map(
      ({ id, intent, at, by, apps, why }) =>
        `> - ${showMoment(at)} ${by}: ${apps.join(', ') || 'no app known'}, as announced in ${shortEntry(intent)} (${shortEntry(id)})${showWhy(why)}`,
    ),
    '',
  ];
}
