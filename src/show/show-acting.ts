import type { Acting } from '../model/acting.js';
import { actingWords, knownByWords, waysToAct } from '../model/acting-words.js';

/** Who acts, with pseudonym, by what it is known, and the way on where they cannot write yet. */
export function showWhoami(acting: Acting, region: string): string {
  const { id, isSteward, knownBy } = acting;
  return [
    actingWords(acting),
    `  ${isSteward ? `a steward of ${region}, ${id} in the record` : `no steward of ${region}`}`,
    `  known ${knownByWords[knownBy]}`,
    ...waysToAct(acting).map((line, index) => `${index === 0 ? 'next: ' : '      '}${line}`),
  ].join('\n');
}
