import { describe, expect, test } from '@jest/globals';
import { checkConfigs } from '../../../src/lint/rules/check-configs.js';
import { changed, lintInputOf, linesOf, recipeFrom, sound, version, type RecipeFiles } from '../small-recipe.js';

/** What is found in a version that has these files now, and had the sound ones before. */
function since(now: RecipeFiles, then: RecipeFiles = sound) {
  return checkConfigs(lintInputOf(now, { before: recipeFrom(then, version) }));
}

describe('a config', () => {
  test.each([
    ['R012 error compose.yml:13', changed('PAGE_VERSION', 'SIDE_VERSION')],
    ['config-name error compose.yml:13', changed('_${PAGE_VERSION}', '')],
    ['config-name error compose.yml:13', changed(/name: "\$\{STACK_NAME\}_page[^,]*, /, '')],
  ])('without a version gives %s', (says, files) => {
    expect(linesOf(checkConfigs(lintInputOf(files)))).toEqual([says]);
  });

  test('may have its version from .env.sample', () => {
    const sample = `${sound['.env.sample']}PAGE_VERSION=v1\n`;
    expect(checkConfigs(lintInputOf({ ...sound, 'abra.sh': '', '.env.sample': sample }))).toEqual([]);
  });

  test('that changed under the same version is an error that says the next one', () => {
    expect(since({ ...sound, 'page.tmpl': 'two\n' })).toMatchObject([
      {
        rule: 'config-bump',
        level: 'error',
        file: 'page.tmpl',
        says: expect.stringContaining(`page.tmpl differs from ${version}, but PAGE_VERSION is v1 in both`),
        tryThis: 'raise PAGE_VERSION in abra.sh: export PAGE_VERSION=v2',
      },
    ]);
  });

  test.each([
    ['went up with its file', { ...sound, 'page.tmpl': 'two\n', 'abra.sh': 'export PAGE_VERSION=v2\n' }, sound],
    ['went up without need', { ...sound, 'abra.sh': 'export PAGE_VERSION=v2\n' }, sound],
    ['is new', sound, { ...sound, 'page.tmpl': null }],
  ])('whose version %s is in order', (_, now, then) => expect(since(now, then)).toEqual([]));

  test('goes from v9 to v10', () => {
    const nine = { ...sound, 'abra.sh': 'export PAGE_VERSION=v9\n' };
    expect(since({ ...nine, 'page.tmpl': 'two\n' }, nine)[0]?.tryThis).toMatch(/=v10$/);
  });

  test('is not asked of a config that is no file of the recipe', () => {
    expect(checkConfigs(lintInputOf(changed(/page: \{ name.*/, 'page: { external: true }')))).toEqual([]);
  });
});
