import { describe, expect, test } from '@jest/globals';
import type { PublishedVersion } from '../../../src/model/recipe-description.js';
import { checkRelease } from '../../../src/lint/rules/check-release.js';
import { changed, lintInputOf, linesOf, recipeFrom, sound, version } from '../small-recipe.js';

const published: PublishedVersion = { version, commit: '1'.repeat(40), date: '2026-11-22', annotated: true };
const major: PublishedVersion = { ...published, version: '2.0.0+1.28' };

describe('a release', () => {
  test('is missed where the repository has none', () => {
    const { published: _none, ...input } = lintInputOf(sound, { hasVersions: false });
    expect(linesOf(checkRelease(input))).toEqual(['R006 warning .git']);
  });

  test('is not asked of a commit between two', () => {
    const { published: _none, ...input } = lintInputOf(sound);
    expect(checkRelease(input)).toEqual([]);
  });

  test.each<[string, Partial<PublishedVersion>]>([
    ['R014 error .git', { annotated: false }],
    ['tag-moved error .git', { movedTo: '2'.repeat(40) }],
  ])('gives %s for a tag with %j', (says, over) => {
    expect(linesOf(checkRelease(lintInputOf(sound, { published: { ...published, ...over } })))).toEqual([says]);
  });

  test.each(['version=0.9.0+1', 'version: "0.9.0+1"'])('says so where the label has another version: %s', (label) => {
    const files = changed('version=1.0.0+1.28', label);
    expect(linesOf(checkRelease(lintInputOf(files)))).toEqual(['version-label error compose.yml:11']);
  });

  test('that may break something has notes', () => {
    const files = changed('version=1.0.0', 'version=2.0.0');
    const input = lintInputOf(files, { published: major, before: recipeFrom(sound) });
    expect(linesOf(checkRelease(input))).toEqual(['release-notes warning release/2.0.0+1.28']);
    const notes = new Map([[major.version, 'Look at the search index.']]);
    expect(checkRelease({ ...input, recipe: { ...input.recipe, notes } })).toEqual([]);
  });

  test('that breaks nothing needs none, and neither does the first one', () => {
    const files = changed('version=1.0.0', 'version=1.1.0');
    const minor = { ...published, version: '1.1.0+1.28' };
    expect(checkRelease(lintInputOf(files, { published: minor, before: recipeFrom(sound) }))).toEqual([]);
    expect(checkRelease(lintInputOf(sound))).toEqual([]);
  });
});

describe('README.md', () => {
  test('is missed', () => {
    expect(checkRelease(lintInputOf({ ...sound, 'README.md': null }))).toMatchObject([
      { rule: 'R007', says: 'there is no README.md' },
    ]);
  });

  test('is told which of its words are missing', () => {
    const text = sound['README.md'].replace('Status**: 1', 'Status**:').replace('Image', 'Picture');
    expect(checkRelease(lintInputOf({ ...sound, 'README.md': text }))).toMatchObject([
      { rule: 'R007', says: expect.stringContaining('Image') },
    ]);
  });
});
