import { makeChance } from '../support/make-chance.js';

/** A file's path in the project, and what it says. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** What decides nothing: an import, an interface's field, a comment, a lone bracket. */
const idle =
  /^\s*(?:import\b|\}? ?from\b|export (?:type|interface)\b|(?:type|interface) |readonly |\/?\*|\/\/|[\s()[\]{};,]*$)/;

/** Lines drawn by a seed, as Stryker's `mutate` names them: `src/apply/take-lock.ts:12-12`. Each at most once. */
export function drawLines(
  sources: readonly Source[],
  wish: { readonly count: number; readonly seed: number },
): string[] {
  const chance = makeChance(wish.seed);
  const lines = sources.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, at) => (idle.test(line) ? [] : [`${path}:${at + 1}-${at + 1}`])),
  );
  const drawn = lines.map((line) => ({ line, lot: chance() })).sort((one, other) => one.lot - other.lot);
  return drawn.slice(0, wish.count).map(({ line }) => line);
}
