import { distance } from 'fastest-levenshtein';

/**
 * The known name that was probably meant by a typed one; undefined where none is near: more than a third of its letters
 * (one of a short name) would have to change. Capitals do not count.
 */
export function nearestName(typed: string, known: readonly string[]): string | undefined {
  const ranked = known.map((name) => ({ name, far: howFar(typed.toLowerCase(), name.toLowerCase()) }));
  const [nearest] = ranked.sort((a, b) => a.far - b.far);
  return nearest && nearest.far <= Math.max(1, Math.floor(nearest.name.length / 3)) ? nearest.name : undefined;
}

/** Letters in another order are one slip, not two. */
function howFar(typed: string, name: string): number {
  const edits = distance(typed, name);
  return edits === 2 && [...typed].sort().join('') === [...name].sort().join('') ? 1 : edits;
}
