import { distance } from 'fastest-levenshtein';

/** ` Did you mean hostKey?` where a known name is near what was typed, else nothing. */
export function suggestName(typed: string, known: readonly string[]): string {
  const ranked = known.map((name) => ({ name, far: howFar(typed.toLowerCase(), name.toLowerCase()) }));
  const [nearest] = ranked.sort((a, b) => a.far - b.far);
  if (!nearest || nearest.far > Math.max(1, Math.floor(nearest.name.length / 3))) return '';
  return ` Did you mean ${nearest.name}?`;
}

/** Letters in another order are one slip, not two. */
function howFar(typed: string, name: string): number {
  const edits = distance(typed, name);
  return edits === 2 && [...typed].sort().join('') === [...name].sort().join('') ? 1 : edits;
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
