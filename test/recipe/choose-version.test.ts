import { describe, expect, test } from '@jest/globals';
import { chooseVersion } from '../../src/recipe/choose-version.js';
import type { PublishedVersions } from '../../src/recipe/read-versions.js';

const head = 'b'.repeat(40);

function published(tags: readonly string[], over: Partial<PublishedVersions> = {}): PublishedVersions {
  const versions = tags.map((version) => ({ version, commit: 'a'.repeat(40), date: '2026-11-22', annotated: true }));
  return { name: 'wiki', from: 'https://forge.example/wiki.git', versions, otherTags: ['v9'], notices: [], ...over };
}
const some = published(['1.0.0+1', '1.3.0+2', '1.3.0+3']);

describe('the version that somebody means', () => {
  test.each([
    [undefined, '1.3.0+3'],
    ['1.0.0+1', '1.0.0+1'],
    ['1.3.0', '1.3.0+3'],
    ['v9', 'v9'],
  ])('by %p is %s', (typed, tag) => expect(chooseVersion(some, typed)).toEqual({ kind: 'tag', tag }));

  test('is a commit where one is typed, and the newest one where there are no versions', () => {
    expect(chooseVersion(some, head)).toEqual({ kind: 'commit', commit: head });
    expect(chooseVersion(published([], { head }))).toEqual({ kind: 'commit', commit: head });
  });

  test('is refused where there is none like it, with where to look', () => {
    expect(() => chooseVersion(some, '1.3')).toThrow(
      expect.objectContaining({
        code: 'RECIPE_NOT_FOUND',
        tryThis: ['the newest is 1.3.0+3', 'all of them: tend recipe versions wiki'],
      }),
    );
    expect(() => chooseVersion(published([]))).toThrow('recipe wiki has no commit yet');
  });
});
