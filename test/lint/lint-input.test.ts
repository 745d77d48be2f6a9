import { expect, test } from '@jest/globals';
import { mappingAt, textOf } from '../../src/lint/lint-input.js';
import { recipeFrom } from './small-recipe.js';

test('a part of a compose file is empty where there is none, or something else than keys', () => {
  const content = { services: { app: { image: 'x', labels: ['a'] } } };
  expect(mappingAt(content, 'services', 'app')).toEqual({ image: 'x', labels: ['a'] });
  for (const path of [
    ['services', 'web', 'deploy'],
    ['services', 'app', 'image'],
    ['services', 'app', 'labels'],
  ])
    expect(mappingAt(content, ...path)).toEqual({});
  expect(mappingAt(undefined)).toEqual({});
});

test('an empty file of a recipe is not one that is missing', () => {
  expect(textOf(recipeFrom({ a: '' }), 'a')).toBe('');
  expect(textOf(recipeFrom({ a: '' }), 'b')).toBeUndefined();
});
