import { describe, expect, test } from '@jest/globals';
import { notesBetween } from '../../src/recipe/notes-between.js';
import { makeRecipe } from '../support/builders.js';

describe('notesBetween', () => {
  const recipe = makeRecipe({
    notes: { '1.10.0+2': 'ten', '1.2.0+1': 'two', '1.0.0+1': 'old', '2.0.0+3': 'major', next: 'not yet' },
  });

  test('gives the notes that an upgrade passes, oldest first', () => {
    expect(notesBetween(recipe, '1.0.0+1', '2.0.0+3')).toEqual([
      { version: '1.2.0+1', text: 'two' },
      { version: '1.10.0+2', text: 'ten' },
      { version: '2.0.0+3', text: 'major' },
    ]);
  });

  test('gives none for a downgrade or for what is there already', () => {
    expect(notesBetween(recipe, '2.0.0+3', '1.0.0+1')).toEqual([]);
    expect(notesBetween(recipe, '1.2.0+1', '1.2.0+1')).toEqual([]);
  });
});
