import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { describeRecipe } from '../../../src/workflows/recipe/describe-recipe.js';
import { sound, version } from '../../lint/small-recipe.js';
import { makeGitRepo } from '../../support/git-repo.js';
import { recipeTools } from '../../support/recipe-tools.js';

const place = mkdtempSync(join(tmpdir(), 'tend-describe-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

describe('what a recipe offers', () => {
  test('names its services', async () => {
    const { compose, notices } = await describeIt('sound', {});
    expect(compose).toMatchObject([{ file: 'compose.yml', services: [{ name: 'app', image: 'nginx:1.28.0' }] }]);
    expect(notices).toEqual([]);
  });

  test('says which of its compose files cannot be read, where and why', async () => {
    const { compose, notices } = await describeIt('unreadable', {
      'compose.smtp.yml': 'services: &s\n  app: { image: nginx, labels: *s }\n',
      'compose.oidc.yml': '- a list\n',
    });
    expect(compose.map(({ file }) => file)).toEqual(['compose.yml']);
    expect(notices).toEqual([
      'compose.oidc.yml: a compose file is a mapping of keys',
      "compose.smtp.yml, line 2: compose.smtp.yml is not YAML that docker can read: anchor 's' value contains itself",
    ]);
  });
});

function describeIt(name: string, files: Readonly<Record<string, string>>) {
  const folder = join(place, name);
  makeGitRepo(folder, [{ files: { ...sound, ...files }, tag: version }]);
  return describeRecipe(recipeTools(place), { recipe: folder }, {});
}
