import { expect, test } from '@jest/globals';
import { retryWords } from '../../src/apply/retry-words.js';
import { makeStep } from '../support/builders.js';

const recipe = { ...makeStep().recipe, from: '1.0.0+1', to: '1.1.0+2' };

test('names the way back to what runs where the swarm went back to it', () => {
  const step = makeStep({ recipe });
  expect(retryWords(step, 'rolled-back')).toEqual([
    'whole log: tend app logs wiki',
    'back to what runs: tend upgrade wiki 1.0.0+1',
    'again: tend apply --app wiki --retry',
  ]);
});

test.each([
  ['failed', recipe],
  ['rolled-back', { ...recipe, from: recipe.to }],
] as const)('names none where there is none: %s', (result, of) => {
  expect(retryWords(makeStep({ recipe: of }), result)).toHaveLength(2);
});
