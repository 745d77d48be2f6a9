import { distance } from 'fastest-levenshtein';

/** The known word that was probably meant; undefined where none is near. */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  const ranked = known.map((word) => ({ word, far: distance(typed, word) })).sort((a, b) => a.far - b.far);
  const [first] = ranked;
  return first && first.far <= Math.max(1, Math.floor(first.word.length / 3)) ? first.word : undefined;
}
