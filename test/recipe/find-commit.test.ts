import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { makeGitRepo, runGit } from '../support/git-repo.js';
import { basic, wikiHere } from './wiki-here.js';

const here = wikiHere();

describe('the commit of a recipe', () => {
  test('takes what a folder has committed, and says that the rest is not taken', async () => {
    makeGitRepo(here.repo, [{ files: basic, tag: '1.0.0+1' }]);
    expect((await here.read(here.folder())).notices).toEqual([]);
    writeFileSync(join(here.repo, 'compose.yml'), 'services: { app: {} }\n');
    const { files, notices } = await here.read(here.folder());
    expect(Buffer.from(files.get('compose.yml') ?? []).toString()).toBe('services: {}\n');
    expect(notices).toEqual([{ kind: 'uncommitted', text: expect.stringContaining('not committed') }]);
  });

  test('sees a new version in a folder at once', async () => {
    makeGitRepo(here.repo, [{ files: basic, tag: '1.0.0+1' }]);
    await here.read(here.folder());
    makeGitRepo(here.repo, [{ files: {}, tag: '1.1.0+1' }]);
    expect((await here.read(here.folder())).versions).toEqual(['1.0.0+1', '1.1.0+1']);
  });

  test.each([
    ['1.2.0', '1.2.0+2.1'],
    ['1.3.0+2.2', '1.3.0+2.3'],
    ['2.1', '1.2.0+2.1'],
  ])('names the newest five versions where there is no %s, and the one that was meant', async (tag, meant) => {
    const tags = ['1.0.0+1', '1.1.0+1', '1.2.0+2.1', '1.3.0+2.3', '1.10.0+3', '2.0.0+3'];
    makeGitRepo(
      here.repo,
      tags.map((each) => ({ files: basic, tag: each })),
    );
    await expect(here.read(here.folder(), { kind: 'tag', tag })).rejects.toMatchObject({
      code: 'RECIPE_NOT_FOUND',
      message: `recipe wiki has no version ${tag}`,
      tryThis: [`did you mean ${meant}?`],
      details: ['newest versions: 2.0.0+3, 1.10.0+3, 1.3.0+2.3, 1.2.0+2.1, 1.1.0+1', `from ${here.repo}`],
    });
  });

  test('follows a tag of a tag to its commit, and takes no file for a version', async () => {
    const [commit] = makeGitRepo(here.repo, [{ files: basic, tag: '1.0.0+1' }]);
    runGit(here.repo, '-c', 'advice.nestedTag=false', 'tag', '-a', '-m', 'again', '1.1.0+1', '1.0.0+1');
    runGit(here.repo, 'tag', '1.2.0+1', 'main:compose.yml');
    runGit(here.repo, 'tag', '-a', '-m', 'a file', '1.3.0+1', 'main:compose.yml');
    expect(await here.read(here.folder(), { kind: 'tag', tag: '1.1.0+1' })).toMatchObject({ commit });
    for (const tag of ['1.2.0+1', '1.3.0+1'])
      await expect(here.read(here.folder(), { kind: 'tag', tag })).rejects.toMatchObject({ code: 'RECIPE_NOT_FOUND' });
  });

  test('proposes a commit where a recipe has no versions', async () => {
    const [commit] = makeGitRepo(here.repo, [{ files: basic }]);
    await expect(here.read(here.folder())).rejects.toMatchObject({
      tryThis: [`name a commit in the manifest, the newest is: commit: ${commit}`],
      details: ['it has no version tags at all', `from ${here.repo}`],
    });
  });

  test('does not take a branch for a version or a commit', async () => {
    makeGitRepo(here.repo, [{ files: basic, tag: '1.0.0+1' }]);
    await expect(here.read(here.folder(), { kind: 'tag', tag: 'main' })).rejects.toMatchObject({
      code: 'RECIPE_NOT_FOUND',
    });
    await expect(here.read(here.folder(), { kind: 'commit', commit: 'main' })).rejects.toMatchObject({
      code: 'RECIPE_NOT_FOUND',
    });
    await expect(here.read(here.folder(), { kind: 'commit', commit: '0'.repeat(40) })).rejects.toThrow(
      'has no commit 0000',
    );
  });

  test('finds a commit that no branch leads to any more', async () => {
    const [first = ''] = makeGitRepo(here.repo, [{ files: basic }]);
    runGit(here.repo, 'commit', '--amend', '-m', 'other words');
    expect((await here.read(here.folder(), { kind: 'commit', commit: first })).commit).toBe(first);
  });
});
