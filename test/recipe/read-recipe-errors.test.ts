import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Recipe } from '../../src/model/recipe.js';
import type { RecipeSource, WantedVersion } from '../../src/model/region.js';
import { readRecipe } from '../../src/recipe/read-recipe.js';
import { realFiles } from '../../src/tools/files.js';
import { realGit, type Git } from '../../src/tools/git.js';
import { realPrograms, type ProgramResult } from '../../src/tools/programs.js';
import { realRandom } from '../../src/tools/random.js';
import { makeGitRepo, runGit } from '../support/git-repo.js';

const basic = { 'compose.yml': 'services: {}\n', '.env.sample': 'TYPE=wiki\n' };
const git = realGit(realPrograms);
const version: WantedVersion = { kind: 'tag', tag: '1.0.0+1' };

let place: string;
let repo: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'tend-recipe-'));
  repo = join(place, 'wiki');
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

function read(source: RecipeSource, wanted = version, own: Git = git): Promise<Recipe> {
  const tools = { git: own, files: realFiles, environment: { cacheFolder: join(place, 'cache') }, random: realRandom };
  return readRecipe(tools, { source, version: wanted, catalogue: place });
}

function folder(): RecipeSource {
  return { kind: 'path', name: 'wiki', path: repo };
}

function failingGit(result: Partial<ProgramResult>): Git {
  const failed = { exitCode: 128, stdout: '', stderr: '', timedOut: false, missing: false, ...result };
  return {
    run: async (args, options) => (args.includes('fetch') || result.missing ? failed : git.run(args, options)),
    runBytes: (args, options) => git.runBytes(args, options),
    streamBytes: (args, options) => git.streamBytes(args, options),
  };
}

describe('readRecipe', () => {
  test('says that there is no such folder', async () => {
    await expect(read(folder())).rejects.toMatchObject({
      code: 'RECIPE_NOT_FOUND',
      message: `recipe wiki: there is no folder ${repo}`,
    });
    await expect(read({ kind: 'name', name: 'wiki' })).rejects.toMatchObject({ code: 'RECIPE_NOT_FOUND' });
  });

  test('says how a plain folder becomes a git repository', async () => {
    mkdirSync(repo);
    writeFileSync(join(repo, 'compose.yml'), basic['compose.yml']);
    await expect(read(folder())).rejects.toMatchObject({
      code: 'RECIPE_INVALID',
      message: `recipe wiki: ${repo} is not a git repository`,
      tryThis: [expect.stringContaining('git init'), expect.stringContaining('git tag -a')],
    });
  });

  test('does not take the repository around a folder for the recipe', async () => {
    makeGitRepo(place, [{ files: { 'wiki/compose.yml': 'services: {}\n' }, tag: '1.0.0+1' }]);
    await expect(read(folder())).rejects.toThrow('is not a git repository');
  });

  test('takes what a folder has committed, and says that the rest is not taken', async () => {
    makeGitRepo(repo, [{ files: basic, tag: '1.0.0+1' }]);
    expect((await read(folder())).notices).toEqual([]);
    writeFileSync(join(repo, 'compose.yml'), 'services: { app: {} }\n');
    const { files, notices } = await read(folder());
    expect(Buffer.from(files.get('compose.yml') ?? []).toString()).toBe('services: {}\n');
    expect(notices).toEqual([{ kind: 'uncommitted', text: expect.stringContaining('not committed') }]);
  });

  test('sees a new version in a folder at once', async () => {
    makeGitRepo(repo, [{ files: basic, tag: '1.0.0+1' }]);
    await read(folder());
    makeGitRepo(repo, [{ files: {}, tag: '1.1.0+1' }]);
    expect((await read(folder())).versions).toEqual(['1.0.0+1', '1.1.0+1']);
  });

  test.each([
    ['1.2.0', '1.2.0+2.1'],
    ['1.3.0+2.2', '1.3.0+2.3'],
    ['2.1', '1.2.0+2.1'],
  ])('names the newest five versions where there is no %s, and the one that was meant', async (tag, meant) => {
    const tags = ['1.0.0+1', '1.1.0+1', '1.2.0+2.1', '1.3.0+2.3', '1.10.0+3', '2.0.0+3'];
    makeGitRepo(
      repo,
      tags.map((each) => ({ files: basic, tag: each })),
    );
    await expect(read(folder(), { kind: 'tag', tag })).rejects.toMatchObject({
      code: 'RECIPE_NOT_FOUND',
      message: `recipe wiki has no version ${tag}`,
      tryThis: [`did you mean ${meant}?`],
      details: ['newest versions: 2.0.0+3, 1.10.0+3, 1.3.0+2.3, 1.2.0+2.1, 1.1.0+1', `from ${repo}`],
    });
  });

  test('proposes a commit where a recipe has no versions', async () => {
    const [commit] = makeGitRepo(repo, [{ files: basic }]);
    await expect(read(folder())).rejects.toMatchObject({
      tryThis: [`name a commit in the manifest, the newest is: commit: ${commit}`],
      details: ['it has no version tags at all', `from ${repo}`],
    });
  });

  test('does not take a branch for a version or a commit', async () => {
    makeGitRepo(repo, [{ files: basic, tag: '1.0.0+1' }]);
    await expect(read(folder(), { kind: 'tag', tag: 'main' })).rejects.toMatchObject({ code: 'RECIPE_NOT_FOUND' });
    await expect(read(folder(), { kind: 'commit', commit: 'main' })).rejects.toMatchObject({
      code: 'RECIPE_NOT_FOUND',
    });
    await expect(read(folder(), { kind: 'commit', commit: '0'.repeat(40) })).rejects.toThrow('has no commit 0000');
  });

  test('finds a commit that no branch leads to any more', async () => {
    const [first = ''] = makeGitRepo(repo, [{ files: basic }]);
    runGit(repo, 'commit', '--amend', '-m', 'other words');
    expect((await read(folder(), { kind: 'commit', commit: first })).commit).toBe(first);
  });

  test('says what is missing in a repository that is no recipe', async () => {
    makeGitRepo(repo, [{ files: { 'docker-compose.yml': '' }, tag: '1.0.0+1' }]);
    await expect(read(folder())).rejects.toMatchObject({
      code: 'RECIPE_INVALID',
      message: 'recipe wiki has no compose.yml at 1.0.0+1',
      tryThis: ['rename docker-compose.yml to compose.yml'],
    });
  });

  test('names file and line of a .env.sample that cannot be read', async () => {
    makeGitRepo(repo, [{ files: { ...basic, '.env.sample': 'A=1\nB="x\n' }, tag: '1.0.0+1' }]);
    await expect(read(folder())).rejects.toThrow('wiki/.env.sample, line 2');
  });

  test('refuses a recipe of more than 16 MiB', async () => {
    const large = Object.fromEntries(
      Array.from({ length: 17 }, (_, index) => [`${index}`, Buffer.alloc(1 << 20, index)]),
    );
    makeGitRepo(repo, [{ files: { ...basic, ...large }, tag: '1.0.0+1' }]);
    await expect(read(folder())).rejects.toThrow('more than 16 MiB');
  });

  test('refuses a path that leads out of the recipe', async () => {
    makeGitRepo(repo, [{ files: basic, tag: '1.0.0+1' }]);
    const blob = runGit(repo, 'rev-parse', 'HEAD:compose.yml');
    // No git writes such a tree by itself: the bytes of one are stored as they are.
    const tree = Buffer.concat([Buffer.from('100644 ..\0'), Buffer.from(blob, 'hex')]);
    writeFileSync(join(place, 'tree'), tree);
    const bad = runGit(repo, 'hash-object', '-t', 'tree', '-w', '--literally', join(place, 'tree'));
    const commit = runGit(repo, 'commit-tree', bad, '-m', 'evil');
    runGit(repo, 'tag', '-a', '2.0.0+1', commit, '-m', 'evil');
    await expect(read(folder(), { kind: 'tag', tag: '2.0.0+1' })).rejects.toMatchObject({
      code: 'RECIPE_INVALID',
      message: expect.stringContaining('leads out of the recipe'),
    });
  });

  test('tells a server that does not answer from one that refuses, and shows no password', async () => {
    const url = 'https://bot:hunter2@forge.example.org/wiki.git';
    const source: RecipeSource = { kind: 'url', name: 'wiki', url };
    await expect(read(source, version, failingGit({ timedOut: true }))).rejects.toThrow('no answer within 120 s');
    const error = await read(source, version, failingGit({ stderr: `fatal: ${url} denied` })).catch(
      (caught: unknown) => caught,
    );
    expect(error).toMatchObject({
      code: 'RECIPE_NOT_FOUND',
      message: expect.stringContaining('https://forge.example.org/wiki.git cannot be read'),
      details: ['git says: fatal: https://forge.example.org/wiki.git denied'],
    });
    expect(JSON.stringify(error)).not.toContain('hunter2');
  });

  test('says that git is missing, and what installs it', async () => {
    await expect(read(folder(), version, failingGit({ missing: true }))).rejects.toMatchObject({
      code: 'TOOL_MISSING',
      tryThis: ['install it: apt install git'],
    });
  });

  test('runs nothing that a URL smuggles in', async () => {
    const trace = join(place, 'trace');
    for (const url of [`ext::sh -c touch% ${trace}`, `--upload-pack=touch ${trace}`]) {
      await expect(read({ kind: 'url', name: 'wiki', url })).rejects.toMatchObject({ code: 'RECIPE_NOT_FOUND' });
    }
    expect(await realFiles.exists(trace)).toBe(false);
  });
});
