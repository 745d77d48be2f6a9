import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Recipe } from '../../src/model/recipe.js';
import type { RecipeSource, WantedVersion } from '../../src/model/region.js';
import type { FetchOptions } from '../../src/recipe/find-commit.js';
import { readRecipe } from '../../src/recipe/read-recipe.js';
import { realFiles } from '../../src/tools/files.js';
import { realGit, type Git } from '../../src/tools/git.js';
import { realPrograms } from '../../src/tools/programs.js';
import { realRandom } from '../../src/tools/random.js';
import { makeGitRepo, runGit } from '../support/git-repo.js';

const compose = 'version: "3.8"\nservices:\n  app:\n    image: example.org/wiki:1\n';
const basic = { 'compose.yml': compose, '.env.sample': 'TYPE=wiki\n' };
const git = realGit(realPrograms);

let place: string;
let repo: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'tend-recipe-'));
  repo = join(place, 'upstream', 'wiki');
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

function tools(own: Git = git) {
  return { git: own, files: realFiles, environment: { cacheFolder: join(place, 'cache') }, random: realRandom };
}

function read(
  version: WantedVersion,
  options: FetchOptions & { source?: RecipeSource; git?: Git } = {},
): Promise<Recipe> {
  const { source = { kind: 'url', name: 'wiki', url: `file://${repo}` }, git: own, ...rest } = options;
  return readRecipe(tools(own), { source, version, catalogue: join(place, 'upstream') }, rest);
}

function tag(name: string): WantedVersion {
  return { kind: 'tag', tag: name };
}

/** git that counts how often it goes upstream. */
function countingGit(): Git & { fetches: number } {
  const counting = {
    fetches: 0,
    run(args: readonly string[], options?: Parameters<Git['run']>[1]) {
      if (args.includes('fetch')) counting.fetches += 1;
      return git.run(args, options);
    },
    runBytes: (...given: Parameters<Git['runBytes']>) => git.runBytes(...given),
    streamBytes: (...given: Parameters<Git['streamBytes']>) => git.streamBytes(...given),
  };
  return counting;
}

describe('readRecipe', () => {
  test('reads everything that a recipe says about itself at a version', async () => {
    const [first] = makeGitRepo(repo, [
      {
        files: {
          'compose.yml': compose,
          '.env.sample': "TYPE=wiki\nSECRET_DB_VERSION=v1 # length=32\n#EXTRA_DOMAINS=', `www.example.org`'\n",
          'abra.sh': 'export APP_CONF_VERSION=v3\n',
          'sub/compose.mail.yml': 'services: {}\n',
          'release/1.0.0+1': 'Mind the gap.\n',
          'release/next': 'Not yet.\n',
        },
        tag: '1.0.0+1',
      },
      { files: { 'compose.yml': `${compose}# later\n` }, tag: '1.1.0+1' },
    ]);
    const recipe = await read(tag('1.0.0+1'));
    expect(recipe).toMatchObject({
      name: 'wiki',
      commit: first,
      version: '1.0.0+1',
      versions: ['1.0.0+1', '1.1.0+1'],
      exports: { APP_CONF_VERSION: 'v3' },
      sample: {
        values: { TYPE: 'wiki', SECRET_DB_VERSION: 'v1' },
        secrets: { db: { version: 'v1', length: 32, charset: 'default', generate: true } },
        extraDomains: ', `www.example.org`',
      },
      notices: [],
    });
    expect([...recipe.files.keys()].sort()).toEqual([
      '.env.sample',
      'abra.sh',
      'compose.yml',
      'release/1.0.0+1',
      'release/next',
      'sub/compose.mail.yml',
    ]);
    expect(Buffer.from(recipe.files.get('compose.yml') ?? []).toString()).toBe(compose);
    expect([...recipe.notes]).toEqual([['1.0.0+1', 'Mind the gap.']]);
  });

  test('gives bytes as they are, empty files and odd names included', async () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, index) => (index * 7) % 256);
    makeGitRepo(repo, [{ files: { 'compose.yml': compose, 'ünï code "x".bin': bytes, empty: '' }, tag: '1.0.0+1' }]);
    const { files } = await read(tag('1.0.0+1'));
    expect(Buffer.from(files.get('ünï code "x".bin') ?? []).equals(Buffer.from(bytes))).toBe(true);
    expect(files.get('empty')?.length).toBe(0);
  });

  test('finds a recipe by name in a catalogue, bare or not', async () => {
    makeGitRepo(repo, [{ files: basic, tag: '1.0.0+1' }]);
    runGit(place, 'clone', '--quiet', '--bare', repo, join(place, 'upstream', 'pad.git'));
    for (const name of ['wiki', 'pad']) {
      const recipe = await read(tag('1.0.0+1'), { source: { kind: 'name', name } });
      expect(recipe.name).toBe(name);
    }
  });

  test('reads a commit where a recipe has no versions', async () => {
    const [commit = ''] = makeGitRepo(repo, [{ files: basic }]);
    const recipe = await read({ kind: 'commit', commit });
    expect(recipe.commit).toBe(commit);
    expect(recipe.version).toBeUndefined();
    expect(recipe.versions).toEqual([]);
  });

  test('peels annotated tags and takes lightweight ones with a notice', async () => {
    const [commit] = makeGitRepo(repo, [{ files: basic, tag: '1.0.0+1', lightweight: '1.0.1+1' }]);
    runGit(repo, 'tag', '-a', '1.0.2+1', '1.0.0+1', '-m', 'a tag of a tag');
    expect(await read(tag('1.0.0+1'))).toMatchObject({ commit, notices: [] });
    expect(await read(tag('1.0.2+1'))).toMatchObject({ commit, notices: [] });
    const { notices, ...light } = await read(tag('1.0.1+1'));
    expect(light.commit).toBe(commit);
    expect(notices).toEqual([{ kind: 'odd', text: expect.stringContaining('lightweight tag') }]);
  });

  test('goes to the network only where it must', async () => {
    makeGitRepo(repo, [{ files: basic, tag: '1.0.0+1' }]);
    const counting = countingGit();
    await read(tag('1.0.0+1'), { git: counting });
    await read(tag('1.0.0+1'), { git: counting });
    expect(counting.fetches).toBe(1);
    makeGitRepo(repo, [{ files: {}, tag: '1.1.0+1' }]);
    await read(tag('1.1.0+1'), { git: counting });
    expect(counting.fetches).toBe(2);
    await read(tag('1.0.0+1'), { git: counting, fresh: true });
    expect(counting.fetches).toBe(3);
  });

  test('learns of newer versions when asked to look afresh', async () => {
    makeGitRepo(repo, [{ files: basic, tag: '1.0.0+1' }]);
    await read(tag('1.0.0+1'));
    makeGitRepo(repo, [{ files: {}, tag: '1.1.0+1' }]);
    expect((await read(tag('1.0.0+1'))).versions).toEqual(['1.0.0+1']);
    expect((await read(tag('1.0.0+1'), { fresh: true })).versions).toEqual(['1.0.0+1', '1.1.0+1']);
  });

  test('goes on with what it has when upstream is away, and says so', async () => {
    makeGitRepo(repo, [{ files: basic, tag: '1.0.0+1' }]);
    await read(tag('1.0.0+1'));
    rmSync(repo, { recursive: true });
    expect((await read(tag('1.0.0+1'), { offline: true })).notices).toEqual([]);
    const { notices } = await read(tag('1.0.0+1'), { fresh: true });
    expect(notices).toEqual([{ kind: 'odd', text: expect.stringContaining('what was read before is used') }]);
  });

  test('does not look upstream when it must not', async () => {
    makeGitRepo(repo, [{ files: basic, tag: '1.0.0+1' }]);
    await expect(read(tag('1.0.0+1'), { offline: true })).rejects.toMatchObject({
      code: 'RECIPE_NOT_FOUND',
      message: expect.stringContaining('--offline'),
    });
  });

  test('refuses a tag that moved, naming both commits, now and offline later', async () => {
    const [before = ''] = makeGitRepo(repo, [{ files: basic, tag: '1.0.0+1' }]);
    await read(tag('1.0.0+1'));
    const [after = ''] = makeGitRepo(repo, [{ files: { 'compose.yml': `${compose}#` }, tag: '1.1.0+1' }]);
    runGit(repo, 'tag', '--force', '-a', '1.0.0+1', '-m', 'moved');
    const moved = { code: 'RECIPE_TAG_MOVED', message: expect.stringMatching(`${before}.*${after}`) };
    await expect(read(tag('1.0.0+1'), { fresh: true })).rejects.toMatchObject(moved);
    await expect(read(tag('1.0.0+1'), { offline: true })).rejects.toMatchObject(moved);
    expect((await read({ kind: 'commit', commit: before })).commit).toBe(before);
    const other = await read(tag('1.1.0+1'));
    expect(other.notices).toEqual([
      { kind: 'odd', text: expect.stringContaining('1.0.0+1 of wiki has moved upstream') },
    ]);
  });

  test('does not call it moved when a tag is made again on the same commit', async () => {
    makeGitRepo(repo, [{ files: basic, tag: '1.0.0+1' }]);
    await read(tag('1.0.0+1'));
    runGit(repo, 'tag', '--force', '-a', '1.0.0+1', '-m', 'better words');
    expect((await read(tag('1.0.0+1'), { fresh: true })).version).toBe('1.0.0+1');
  });

  test('keeps a version that was deleted upstream', async () => {
    makeGitRepo(repo, [{ files: basic, tag: '1.0.0+1' }]);
    await read(tag('1.0.0+1'));
    runGit(repo, 'tag', '--delete', '1.0.0+1');
    expect((await read(tag('1.0.0+1'), { fresh: true })).version).toBe('1.0.0+1');
  });

  test('says what is missing in a repository that is no recipe', async () => {
    makeGitRepo(repo, [{ files: { 'docker-compose.yml': '' }, tag: '1.0.0+1' }]);
    await expect(read(tag('1.0.0+1'))).rejects.toMatchObject({
      code: 'RECIPE_INVALID',
      message: 'recipe wiki has no compose.yml at 1.0.0+1',
      tryThis: ['rename docker-compose.yml to compose.yml'],
    });
  });

  test('names file and line of a .env.sample that cannot be read', async () => {
    makeGitRepo(repo, [{ files: { ...basic, '.env.sample': 'A=1\nB="x\n' }, tag: '1.0.0+1' }]);
    await expect(read(tag('1.0.0+1'))).rejects.toThrow('wiki/.env.sample, line 2');
  });
});
