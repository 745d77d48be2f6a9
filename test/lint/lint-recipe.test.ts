import { describe, expect, test } from '@jest/globals';
import { lintRecipe } from '../../src/lint/lint-recipe.js';
import { changed, lintInputOf, linesOf, sound } from './small-recipe.js';

describe('lint', () => {
  test('has nothing to say about a sound recipe', () => {
    expect(lintRecipe(lintInputOf(sound))).toEqual([]);
  });

  test('names errors first, whatever rule found them, then goes by file and line', () => {
    const { 'compose.yml': compose = '' } = changed('nginx:1.28.0', 'nginx:latest');
    const worse = {
      ...sound,
      'compose.yml': compose?.replace('"3.8"', '"3.9"') ?? null,
      'README.md': null,
      'abra.sh': null,
    };
    expect(linesOf(lintRecipe(lintInputOf(worse)))).toEqual([
      'compose error compose.yml',
      'R004 error compose.yml:4',
      'R012 error compose.yml:13',
      'R007 warning README.md',
      'R001 warning compose.yml:1',
    ]);
  });

  test('tells the way out of everything that it finds', () => {
    const found = lintRecipe(lintInputOf({ 'compose.yml': 'services: { web: { ports: [80] } }\n' }));
    expect(found.length).toBeGreaterThan(4);
    for (const { says, tryThis } of found) expect([says, tryThis]).not.toContain('');
  });
});
