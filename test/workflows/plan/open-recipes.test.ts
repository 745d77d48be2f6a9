import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openRecipes, type Recipes } from '../../../src/workflows/plan/open-recipes.js';
import { makeGitRepo } from '../../support/git-repo.js';
import { recipeTools } from '../../support/recipe-tools.js';

let place: string;
let recipes: Recipes;
let ran: string[];
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'each-once-'));
  const files = { 'compose.yml': 'services: {}\n', '.env.sample': 'TYPE=wiki\n' };
  const more = { ...files, 'abra.sh': 'export A=1\n' };
  makeGitRepo(join(place, 'wiki'), [
    { files, tag: '1.0.0+1' },
    { files: more, tag: '1.1.0+1' },
  ]);
  const tools = recipeTools(place);
  ran = [];
  const git: typeof tools.git = {
    ...tools.git,
    run: (args, options) => {
      ran.push(args.find((word) => /^(?:fetch|ls-tree)$/.test(word)) ?? '');
      return tools.git.run(args, options);
    },
  };
  recipes = openRecipes({ ...tools, git });
});
afterEach(() => rmSync(place, { recursive: true }));

function read(tag: string) {
  const version = { kind: 'tag', tag } as const;
  return recipes.read({ source: { kind: 'name', name: 'wiki' }, catalogue: place, version });
}

test('many apps of one recipe cost one look upstream, and one reading a version', async () => {
  const all = await Promise.all(['1.0.0+1', '1.1.0+1', '1.0.0+1', '1.1.0+1', '1.0.0+1'].map(read));
  expect(all.map(({ version }) => version)).toEqual(['1.0.0+1', '1.1.0+1', '1.0.0+1', '1.1.0+1', '1.0.0+1']);
  expect(ran.filter((word) => word === 'fetch')).toHaveLength(1);
  expect(ran.filter((word) => word === 'ls-tree')).toHaveLength(2);
});

test('a version that is not there is told to each who asks, and keeps nobody else from his', async () => {
  const [missing, there, again] = await Promise.allSettled(['9.0.0+1', '1.0.0+1', '9.0.0+1'].map(read));
  expect(missing).toMatchObject({ status: 'rejected', reason: { code: 'RECIPE_NOT_FOUND' } });
  expect(again).toEqual(missing);
  expect(there).toMatchObject({ status: 'fulfilled', value: { version: '1.0.0+1' } });
});

test('the newest version is what a catalogue would name', async () => {
  const wanted = { source: { kind: 'name', name: 'wiki' }, catalogue: place } as const;
  expect(await recipes.newest(wanted)).toEqual({ kind: 'tag', tag: '1.1.0+1' });
});
