import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { makeGitRepo, runGit } from '../support/git-repo.js';
import { basic, wikiHere } from './wiki-here.js';

const here = wikiHere();

describe('the files of a recipe', () => {
  test('leaves out links, submodules and large files, and says so', async () => {
    const files = { ...basic, passwd: { link: '/etc/passwd' }, 'big.png': 'x'.repeat((1 << 20) + 1) };
    const [commit = ''] = makeGitRepo(here.repo, [{ files }]);
    runGit(here.repo, 'update-index', '--add', '--cacheinfo', `160000,${commit},vendored`);
    runGit(here.repo, 'commit', '-m', 'a submodule');
    runGit(here.repo, 'tag', '-a', '1.0.0+1', '-m', 'x');
    const recipe = await here.read(here.folder());
    expect([...recipe.files.keys()]).toEqual(['.env.sample', 'compose.yml']);
    expect(recipe.notices.slice(0, 3).map(({ text }) => text)).toEqual([
      expect.stringContaining('big.png is left out: larger than 1 MiB'),
      expect.stringContaining('passwd is left out: a symbolic link'),
      expect.stringContaining('vendored is left out: a submodule'),
    ]);
  });

  test.each([
    [
      'larger than 1 MiB',
      'services: {}\n#'.padEnd((1 << 20) + 1, 'x'),
      /compose\.yml at 1\.0\.0\+1 is larger than 1 MiB$/,
    ],
    [
      'a symbolic link',
      { link: 'other.yml' },
      /compose\.yml at 1\.0\.0\+1 is a symbolic link, which tend does not follow$/,
    ],
  ])('does not say that there is no compose.yml where it is %s', async (_, compose, says) => {
    makeGitRepo(here.repo, [{ files: { ...basic, 'compose.yml': compose }, tag: '1.0.0+1' }]);
    await expect(here.read(here.folder())).rejects.toMatchObject({
      code: 'RECIPE_INVALID',
      message: expect.stringMatching(says),
      tryThis: [expect.stringContaining('compose.yml')],
    });
  });

  test('cuts the name of a file that is longer than anybody reads', async () => {
    const long = `${'deep/'.repeat(100)}x`;
    makeGitRepo(here.repo, [{ files: { ...basic, [long]: { link: 'y' } }, tag: '1.0.0+1' }]);
    const [first] = (await here.read(here.folder())).notices;
    expect(first?.text).toMatch(/^wiki: (?:deep\/){40}… is left out: a symbolic link/);
  });

  test('counts links too where it bounds how many files there are', async () => {
    makeGitRepo(here.repo, [{ files: basic }]);
    const link = runGit(here.repo, 'rev-parse', 'HEAD:compose.yml');
    const rows = Array.from({ length: 10_001 }, (_, at) => `120000 ${link}\tl${at}\n`).join('');
    execFileSync('git', ['-C', here.repo, 'update-index', '--index-info'], { input: rows });
    runGit(here.repo, 'commit', '-m', 'links');
    runGit(here.repo, 'tag', '-a', '1.0.0+1', '-m', 'x');
    await expect(here.read(here.folder())).rejects.toThrow('it has 10003 files, more than 10000');
  });

  test('refuses a recipe of more than 16 MiB', async () => {
    const large = Object.fromEntries(
      Array.from({ length: 17 }, (_, index) => [`${index}`, Buffer.alloc(1 << 20, index)]),
    );
    makeGitRepo(here.repo, [{ files: { ...basic, ...large }, tag: '1.0.0+1' }]);
    await expect(here.read(here.folder())).rejects.toThrow('more than 16 MiB');
  });

  test('refuses a path that leads out of the recipe', async () => {
    makeGitRepo(here.repo, [{ files: basic, tag: '1.0.0+1' }]);
    const blob = runGit(here.repo, 'rev-parse', 'HEAD:compose.yml');
    // No git writes such a tree by itself: the bytes of one are stored as they are.
    const tree = Buffer.concat([Buffer.from('100644 ..\0'), Buffer.from(blob, 'hex')]);
    writeFileSync(join(here.place, 'tree'), tree);
    const bad = runGit(here.repo, 'hash-object', '-t', 'tree', '-w', '--literally', join(here.place, 'tree'));
    const commit = runGit(here.repo, 'commit-tree', bad, '-m', 'evil');
    runGit(here.repo, 'tag', '-a', '2.0.0+1', commit, '-m', 'evil');
    await expect(here.read(here.folder(), { kind: 'tag', tag: '2.0.0+1' })).rejects.toMatchObject({
      code: 'RECIPE_INVALID',
      message: expect.stringContaining('leads out of the recipe'),
    });
  });
});
