import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { RecipeSource } from '../../src/model/region.js';
import { realGit, type Git } from '../../src/tools/git.js';
import { realPrograms, type ProgramResult } from '../../src/tools/programs.js';
import { makeGitRepo } from '../support/git-repo.js';
import { basic, version, wikiHere } from './wiki-here.js';

const here = wikiHere();

const git = realGit(realPrograms);

function failingGit(result: Partial<ProgramResult>): Git {
  const failed = { exitCode: 128, stdout: '', stderr: '', timedOut: false, missing: false, ...result };
  return {
    run: async (args, options) => (args.includes('fetch') || result.missing ? failed : git.run(args, options)),
    runBytes: (args, options) => git.runBytes(args, options),
    streamBytes: (args, options) => git.streamBytes(args, options),
  };
}

describe('a recipe that cannot be fetched', () => {
  test('says that there is no such folder', async () => {
    await expect(here.read(here.folder())).rejects.toMatchObject({
      code: 'RECIPE_NOT_FOUND',
      message: `recipe wiki: there is no folder ${here.repo}`,
    });
    await expect(here.read({ kind: 'name', name: 'wiki' })).rejects.toMatchObject({ code: 'RECIPE_NOT_FOUND' });
  });

  test('says how a plain folder becomes a git repository', async () => {
    mkdirSync(here.repo);
    writeFileSync(join(here.repo, 'compose.yml'), basic['compose.yml']);
    await expect(here.read(here.folder())).rejects.toMatchObject({
      code: 'RECIPE_INVALID',
      message: `recipe wiki: ${here.repo} is not a git repository`,
      tryThis: [expect.stringContaining('git init'), expect.stringContaining('git tag -a')],
    });
  });

  test('does not take the repository around a folder for the recipe', async () => {
    makeGitRepo(here.place, [{ files: { 'wiki/compose.yml': 'services: {}\n' }, tag: '1.0.0+1' }]);
    await expect(here.read(here.folder())).rejects.toThrow('is not a git repository');
  });

  test('tells a server that does not answer from one that refuses, and shows no password', async () => {
    const url = 'https://bot:hunter2@forge.example.org/wiki.git';
    const source: RecipeSource = { kind: 'url', name: 'wiki', url };
    await expect(here.read(source, version, failingGit({ timedOut: true }))).rejects.toThrow('no answer within 120 s');
    const error = await here
      .read(source, version, failingGit({ stderr: `fatal: ${url} denied` }))
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: 'RECIPE_NOT_FOUND',
      message: expect.stringContaining('https://forge.example.org/wiki.git cannot be read'),
      details: ['git says: fatal: https://forge.example.org/wiki.git denied'],
    });
    expect(JSON.stringify(error)).not.toContain('hunter2');
  });

  test('names the login of an ssh address in what to try, and what ssh says without its carriage returns', async () => {
    const url = 'ssh://git@forge.example.org/wiki.git';
    const stderr = 'ssh: connect to host forge.example.org port 22: No route to host\r\n\r\nfatal: Could not read\n';
    await expect(here.read({ kind: 'url', name: 'wiki', url }, version, failingGit({ stderr }))).rejects.toMatchObject({
      tryThis: [`check that you can run: git ls-remote ${url}`, expect.any(String)],
      details: [
        'git says: ssh: connect to host forge.example.org port 22: No route to host',
        'git says: fatal: Could not read',
      ],
    });
  });

  test('says that git is missing, and what installs it', async () => {
    await expect(here.read(here.folder(), version, failingGit({ missing: true }))).rejects.toMatchObject({
      code: 'TOOL_MISSING',
      tryThis: ['install it: apt install git'],
    });
  });
});
