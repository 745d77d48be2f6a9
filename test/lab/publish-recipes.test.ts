import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { publishRecipes } from '../../src/lab/publish-recipes.js';
import { realFiles } from '../../src/tools/files.js';
import { realGit } from '../../src/tools/git.js';
import { realPrograms } from '../../src/tools/programs.js';

const git = realGit(realPrograms);
const tools = { files: realFiles, git };
const from = join(import.meta.dirname, '../../recipes');
let to: string;

beforeEach(async () => {
  to = await mkdtemp(join(tmpdir(), 'recipes-'));
});
afterEach(() => rm(to, { recursive: true }));

async function say(repository: string, ...args: string[]): Promise<string> {
  return (await git.run(['--git-dir', repository, ...args])).stdout;
}

describe('publishing our recipes', () => {
  test('makes a repository of each, with an annotated tag a version', async () => {
    const published = await publishRecipes(tools, { from, to });
    expect(published.map(({ name }) => name)).toEqual(['calendar', 'login', 'traefik', 'website', 'wiki']);
    for (const { repository, versions } of published) {
      expect(await say(repository, 'for-each-ref', '--format=%(objecttype)', 'refs/tags')).toBe(
        versions.map(() => 'tag').join('\n'),
      );
      for (const version of versions) {
        const files = (await say(repository, 'ls-tree', '-r', '--name-only', version)).split('\n');
        expect(files).toEqual(expect.arrayContaining(['.env.sample', 'README.md', 'abra.sh', 'compose.yml']));
      }
    }
  });

  test('gives the same commits again, wherever and however often', async () => {
    const first = await publishRecipes(tools, { from, to });
    const again = await publishRecipes(tools, { from, to });
    const elsewhere = await publishRecipes(tools, { from, to: join(to, 'elsewhere') });
    expect(again).toEqual(first);
    expect(elsewhere.map(({ commit }) => commit)).toEqual(first.map(({ commit }) => commit));
  });

  test('lays a later version over the one before it', async () => {
    const website = (await publishRecipes(tools, { from, to })).find(({ name }) => name === 'website');
    const repository = website?.repository ?? '';
    expect(await say(repository, 'show', '1.1.0+1.28.0:compose.git.yml')).toContain('alpine/git');
    expect(await say(repository, 'show', '1.0.0+1.26.3:abra.sh')).toContain('NGINX_CONF_VERSION=v1');
    expect(await say(repository, 'show', '1.1.0+1.28.0:abra.sh')).toContain('NGINX_CONF_VERSION=v2');
  });

  test('shows the version that is broken on purpose only where it is asked for, and moves no tag for it', async () => {
    const before = await publishRecipes(tools, { from, to });
    const repository = join(to, 'website.git');
    expect(await say(repository, 'tag', '--list', '1.1.1*')).toBe('');
    const tags = await say(repository, 'show-ref', '--tags');
    const after = await publishRecipes(tools, { from, to, rehearsal: true });
    expect(await say(repository, 'show-ref', '--tags')).toContain(tags);
    expect(after.find(({ name }) => name === 'website')?.versions).toEqual([
      '1.0.0+1.26.3',
      '1.1.0+1.28.0',
      '1.1.1+1.28.0',
    ]);
    expect(after[0]).toEqual(before[0]);
  });

  test('says where nothing can be written', async () => {
    await realFiles.write(join(to, 'file'), '');
    const failure = publishRecipes(tools, { from, to: join(to, 'file') });
    await expect(failure).rejects.toMatchObject({ code: 'LAB_NOT_POSSIBLE' });
  });
});
