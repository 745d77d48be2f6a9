import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readCatalogue } from '../../../src/recipe/catalogue/read-catalogue.js';
import { locateRecipe } from '../../../src/workflows/plan/locate-recipe.js';
import { makeGitRepo } from '../../support/git-repo.js';
import { recipeTools } from '../../support/recipe-tools.js';

const json = JSON.stringify({
  wiki: {
    name: 'wiki',
    description: 'Pages for all',
    category: 'Apps',
    repository: 'https://git.example.org/wiki.git',
    versions: [{ '1.10.0+2': { app: { image: 'x', tag: '2' } } }, { '1.9.0+2': {} }, { 'v-odd': {} }],
  },
  calendar: { description: '', versions: null },
  broken: 7,
});

let place: string;
let server: Server | undefined;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'tend-catalogue-'));
});
afterEach(() => {
  server?.close();
  server = undefined;
  rmSync(place, { recursive: true, force: true });
});

/** A web server that says what `answer` gives for a path: a text, or where to go instead. */
async function serve(answer: (path: string) => string | { readonly to: string } | undefined): Promise<string> {
  server = createServer(({ url = '' }, response) => {
    const says = answer(url);
    if (says === undefined) response.writeHead(404).end();
    else if (typeof says === 'string') response.end(says);
    else response.writeHead(302, { location: says.to }).end();
  });
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a catalogue', () => {
  test('is read from a file, versions in their order, and what is no recipe is told', async () => {
    writeFileSync(join(place, 'recipes.json'), json);
    const catalogue = await readCatalogue(recipeTools(place), join(place, 'recipes.json'));
    expect(catalogue.recipes).toEqual([
      { name: 'calendar' },
      {
        name: 'wiki',
        description: 'Pages for all',
        category: 'Apps',
        repository: 'https://git.example.org/wiki.git',
        versions: ['1.9.0+2', '1.10.0+2'],
      },
    ]);
    expect(catalogue.notices).toEqual(['the catalogue\'s entry "broken" is no recipe and is left out']);
  });

  test('is read from a git repository', async () => {
    makeGitRepo(join(place, 'lists', 'list.git'), [{ files: { 'recipes.json': json } }]);
    const catalogue = await readCatalogue(recipeTools(place), `file://${join(place, 'lists', 'list.git')}`);
    expect(catalogue.recipes.map(({ name }) => name)).toEqual(['calendar', 'wiki']);
    expect(catalogue.readAt).toMatch(/^\d{4}-/);
  });

  test('is a folder of recipes', async () => {
    makeGitRepo(join(place, 'all', 'wiki'), [{ files: { a: 'b' } }]);
    mkdirSync(join(place, 'all', 'empty'));
    const catalogue = await readCatalogue(recipeTools(place), join(place, 'all'));
    expect(catalogue.recipes).toEqual([{ name: 'wiki', repository: join(place, 'all', 'wiki') }]);
  });

  test.each(['a folder without recipes', 'a file of another kind'])('is not %s', async (what) => {
    const path = join(place, 'other');
    if (what.startsWith('a file')) writeFileSync(path, 'hello\n');
    else mkdirSync(path);
    await expect(readCatalogue(recipeTools(place), path)).rejects.toThrow(`${path} is no catalogue of recipes`);
  });

  test('is read from the web, kept, and used while nothing answers there', async () => {
    let says: string | undefined = json;
    const url = `${await serve((path) => (path === '/old.json' ? { to: '/new.json' } : says))}/old.json`;
    const read = (options = {}) => readCatalogue(recipeTools(place), url, options);
    await expect(read({ offline: true })).rejects.toMatchObject({ tryThis: ['read it once without --offline'] });
    const first = await read();
    expect(first.recipes).toHaveLength(2);
    says = undefined;
    expect(await read()).toEqual(first);
    expect(await read({ offline: true })).toEqual(first);
    const later = await read({ fresh: true });
    expect(later.recipes).toEqual(first.recipes);
    expect(later.notices.at(-1)).toMatch(/cannot be read now: it answers with status 404; what was read before/);
  });

  test('that is no catalogue is not kept in place of one', async () => {
    let says = json;
    const url = `${await serve(() => says)}/recipes.json`;
    const read = (options = {}) => readCatalogue(recipeTools(place), url, options);
    await read();
    says = '<html>maintenance</html>';
    await expect(read({ fresh: true })).rejects.toMatchObject({ code: 'RECIPE_INVALID' });
    expect((await read({ offline: true })).recipes).toHaveLength(2);
  });

  test.each([
    ['redirects in a circle', '/round.json', 'it redirects in a circle'],
    ['is not there', '/none.json', 'it answers with status 404'],
  ])('that %s says so', async (_, path, says) => {
    const url = await serve((asked) => (asked === '/round.json' ? { to: '/round.json' } : undefined));
    await expect(readCatalogue(recipeTools(place), url + path)).rejects.toThrow(says);
  });

  test('that cannot be listed says what to name instead', async () => {
    await expect(readCatalogue(recipeTools(place), 'https://git.example.org/recipes')).rejects.toMatchObject({
      code: 'RECIPE_NOT_FOUND',
      tryThis: [expect.stringContaining('--catalogue FILE.json'), expect.anything()],
    });
  });

  test('tells where a recipe of an app is', async () => {
    const catalogue = join(place, 'recipes.json');
    writeFileSync(catalogue, json);
    const locate = (name: string) => locateRecipe(recipeTools(place), { kind: 'name', name }, { catalogue });
    expect(await locate('wiki')).toEqual({ kind: 'url', name: 'wiki', url: 'https://git.example.org/wiki.git' });
    await expect(locate('wikki')).rejects.toMatchObject({ tryThis: ['did you mean wiki?', expect.anything()] });
    await expect(locate('forum')).rejects.toMatchObject({ tryThis: ['all of them: tend recipe list'] });
  });
});
