import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeGitRepo } from '../support/git-repo.js';
import { makePlace, type Place } from './run-built.js';

let place: Place;

beforeAll(() => {
  place = makePlace();
  const compose = 'version: "3.8"\nservices:\n  app:\n    image: nginx:1.28.0\n';
  const files = { 'compose.yml': compose, '.env.sample': 'TYPE=garden\n# How it greets\nGREETING=hello\n' };
  makeGitRepo(join(place.folder, 'recipes', 'garden'), [
    { files, tag: '1.9.0+1.28' },
    { files: { 'release/1.10.0+1.28': 'Water it.\n' }, tag: '1.10.0+1.28' },
  ]);
  makeGitRepo(join(place.folder, 'recipes', 'weeds'), [
    { files: { ...files, 'compose.yml': compose.replace('1.28.0', 'latest') }, tag: '1.0.0+1' },
  ]);
});
afterAll(() => place.remove());

describe('tend recipe, without a region', () => {
  test('lists a folder of recipes', async () => {
    const { stdout, exitCode } = await place.tend('recipe', 'list', '--catalogue', 'recipes', '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, recipes: [{ name: 'garden' }, { name: 'weeds' }] });
  });

  test('shows versions newest first, the tenth above the ninth', async () => {
    const { stdout } = await place.tend('recipe', 'versions', 'garden', '--catalogue', 'recipes');
    expect(stdout.indexOf('1.10.0')).toBeLessThan(stdout.indexOf('1.9.0'));
  });

  test('shows a version by its first part, with env and notes', async () => {
    const { stdout } = await place.tend('recipe', 'show', './recipes/garden', '1.10.0');
    expect(stdout).toMatch(/^garden 1\.10\.0\+1\.28 · commit/);
    expect(stdout).toMatch(/GREETING +hello +How it greets/);
    expect(stdout).toContain('Water it.');
  });

  test('lint ends with 0 on warnings and with 2 on errors', async () => {
    const [warned, failed] = await Promise.all([
      place.tend('recipe', 'lint', './recipes/garden', '--json'),
      place.tend('recipe', 'lint', 'weeds', '--catalogue', 'recipes'),
    ]);
    expect([warned.exitCode, failed.exitCode]).toEqual([0, 2]);
    expect(JSON.parse(warned.stdout)).toMatchObject({ version: 1, lint: { version: '1.10.0+1.28' } });
    expect(failed.stdout).toMatch(/✘ compose\.yml:4 {2}nginx:latest .*\n {4}try: /);
  });

  test('offline: a recipe that was never read says so, one in a folder of this machine is read', async () => {
    const [away, here] = await Promise.all([
      place.tend('recipe', 'show', 'https://git.example.org/away.git', '--offline'),
      place.tend('recipe', 'versions', './recipes/garden', '--offline'),
    ]);
    expect(away.stderr).toContain('recipe away: https://git.example.org/away.git was never read on this machine');
    expect(away.stderr).toContain('next: read it once without --offline');
    expect(here.stdout).toContain('1.10.0+1.28');
  });

  test('a word that no recipe has says so, and how to see them all', async () => {
    const { stdout, exitCode } = await place.tend('recipe', 'list', 'spade', '--catalogue', 'recipes');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^no recipe with "spade" in name, category or description in .*\nall of them: tend recipe list$/,
    );
  });

  test('a name that a recipes.json does not have: which one was meant', async () => {
    writeFileSync(join(place.folder, 'recipes.json'), '{ "garden": { "repository": "./recipes/garden" } }');
    const { stderr, exitCode } = await place.tend('recipe', 'show', 'gardn', '--catalogue', 'recipes.json');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('did you mean garden?');
  });
});
