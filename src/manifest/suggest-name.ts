import { nearestName } from '../model/nearest-name.js';

/** ` Did you mean hostKey?` where a known name is near what was typed, else nothing. */
export function suggestName(typed: string, known: readonly string[]): string {
  const meant = nearestName(typed, known);
  return meant === undefined ? '' : ` Did you mean ${meant}?`;
}

/** The name that was meant, or else those there are: ` Nodes: brunswick, coburg, fawkner.` */
export function suggestOrList(typed: string, title: string, known: readonly string[]): string {
  return suggestName(typed, known) || ` ${listNames(title, known)}`;
}

/** Shortened where there are many. */
function listNames(title: string, names: readonly string[]): string {
  if (names.length === 0) return `There are no ${title.toLowerCase()} yet.`;
  const more = names.length > 8 ? ` and ${names.length - 7} more` : '';
  return `${title}: ${(more ? names.slice(0, 7) : names).join(', ')}${more}.`;
}
