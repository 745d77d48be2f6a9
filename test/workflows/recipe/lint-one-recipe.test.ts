import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { lintOneRecipe } from '../../../src/workflows/recipe/lint-one-recipe.js';
import { sound, version } from '../../lint/small-recipe.js';
import { makeGitRepo, runGit, type CommitToMake } from '../../support/git-repo.js';
import { recipeTools } from '../../support/recipe-tools.js';

const place = mkdtempSync(join(tmpdir(), 'tend-lint-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

let made = 0;

async function lint(...commits: readonly CommitToMake[]) {
  const folder = join(place, String((made += 1)), 'small');
  makeGitRepo(folder, commits);
  return (await lintOneRecipe(recipeTools(place), { recipe: folder }, {})).findings;
}

describe('lint of a repository', () => {
  test('has nothing to say about a sound recipe', async () => {
    expect(await lint({ files: sound, tag: version })).toEqual([]);
  });

  test('says that a config changed and its version did not', async () => {
    const first = { files: sound, tag: version };
    const found = await lint(first, { files: { 'page.tmpl': 'two\n' } });
    expect(found).toMatchObject([
      {
        rule: 'config-bump',
        level: 'error',
        file: 'page.tmpl',
        tryThis: 'raise PAGE_VERSION in abra.sh: export PAGE_VERSION=v2',
      },
    ]);
    expect(await lint(first, { files: { 'page.tmpl': 'two\n', 'abra.sh': 'export PAGE_VERSION=v2\n' } })).toEqual([]);
  });

  test('says that a major step has no notes', async () => {
    const major = sound['compose.yml'].replace('version=1.0.0', 'version=2.0.0');
    const found = await lint({ files: sound, tag: version }, { files: { 'compose.yml': major }, tag: '2.0.0+1.28' });
    expect(found.map(({ rule, file }) => [rule, file])).toEqual([['release-notes', 'release/2.0.0+1.28']]);
  });

  test('looks at a tag that was moved as it was first seen, and says so', async () => {
    const folder = join(place, 'moved', 'small');
    makeGitRepo(folder, [{ files: sound, tag: version }]);
    const look = () => lintOneRecipe(recipeTools(place), { recipe: folder, version: '1.0.0' }, { offline: false });
    await look();
    makeGitRepo(folder, [{ files: { 'page.tmpl': 'two\n' } }]);
    runGit(folder, 'tag', '--force', '--annotate', version, '--message', 'again');
    expect((await look()).findings.map(({ rule }) => rule)).toEqual(['tag-moved']);
  });
});
