import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readRecipe } from '../../src/recipe/read-recipe.js';
import { realFiles } from '../../src/tools/files.js';
import { realGit, type Git, type GitOptions } from '../../src/tools/git.js';
import { realPrograms, type ProgramResult } from '../../src/tools/programs.js';
import { realRandom } from '../../src/tools/random.js';
import { makeGitRepo } from '../support/git-repo.js';

const basic = { 'compose.yml': 'services: {}\n', '.env.sample': 'TYPE=wiki\n' };

const nothing = { stderr: '', timedOut: false, missing: false };

let place: string;
let repo: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'tend-cache-'));
  repo = join(place, 'wiki');
});
afterEach(() => {
  delete process.env['GIT_DIR'];
  rmSync(place, { recursive: true, force: true });
});

function read(tag: string, fresh = false) {
  const tools = {
    git: realGit(realPrograms),
    files: realFiles,
    environment: { cacheFolder: join(place, 'cache') },
    random: realRandom,
  };
  const source = { kind: 'url', name: 'wiki', url: `file://${repo}` } as const;
  return readRecipe(tools, { source, version: { kind: 'tag', tag }, catalogue: '' }, { fresh });
}

function someVersions(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    files: { ...basic, noise: `${index}`.repeat(10_000) },
    tag: `1.${index}.0+1`,
  }));
}

describe('the cache of recipes', () => {
  test('serves many at once from the first moment on', async () => {
    makeGitRepo(repo, someVersions(6));
    const wanted = Array.from({ length: 12 }, (_, index) => `1.${index % 6}.0+1`);
    const read1 = await Promise.all(wanted.map((tag) => read(tag)));
    expect(read1.map((recipe) => recipe.version)).toEqual(wanted);
  });

  test('serves many who all look upstream while versions are published', async () => {
    makeGitRepo(repo, someVersions(2));
    await read('1.0.0+1');
    makeGitRepo(repo, someVersions(12).slice(2));
    const read2 = await Promise.all(Array.from({ length: 10 }, () => read('1.11.0+1', true)));
    for (const recipe of read2) expect(recipe.versions).toHaveLength(12);
  });

  test('is not spoilt by a run that was killed while it filled it', async () => {
    makeGitRepo(repo, someVersions(8));
    for (let milliseconds = 0; milliseconds < 36; milliseconds += 1.5) {
      await killAfter(milliseconds);
      expect((await read('1.7.0+1')).version).toBe('1.7.0+1');
      rmSync(join(place, 'cache'), { recursive: true });
    }
  }, 60_000);

  test('leaves nothing beside the one repository', async () => {
    makeGitRepo(repo, someVersions(1));
    await read('1.0.0+1');
    expect(readdirSync(join(place, 'cache', 'recipes'))).toEqual([expect.stringMatching(/^wiki-[0-9a-f]{16}\.git$/)]);
  });

  test('is swept of what killed runs left', async () => {
    makeGitRepo(repo, someVersions(1));
    await read('1.0.0+1');
    const recipes = join(place, 'cache', 'recipes');
    const [name = ''] = readdirSync(recipes);
    rmSync(join(recipes, name), { recursive: true });
    mkdirSync(join(recipes, `${name}.dead.new`, 'objects'), { recursive: true });
    await read('1.0.0+1');
    expect(readdirSync(recipes)).toEqual([name]);
  });

  test('keeps nothing of a recipe that could not be read', async () => {
    await expect(read('1.0.0+1')).rejects.toMatchObject({ code: 'RECIPE_NOT_FOUND' });
    expect(readdirSync(join(place, 'cache', 'recipes'))).toEqual([]);
  });

  test('says what to do where it cannot be written', async () => {
    makeGitRepo(repo, someVersions(1));
    writeFileSync(join(place, 'cache'), 'a file');
    await expect(read('1.0.0+1')).rejects.toMatchObject({
      code: 'RECIPE_INVALID',
      tryThis: [expect.stringContaining('rm -rf'), expect.stringContaining('free space')],
    });
  });

  test('is used even where the surroundings name another repository', async () => {
    makeGitRepo(repo, someVersions(1));
    process.env['GIT_DIR'] = join(place, 'elsewhere');
    expect((await read('1.0.0+1')).version).toBe('1.0.0+1');
  });
});

/** Begins to fill the cache as the product does and kills git, whichever it is just then. */
async function killAfter(milliseconds: number): Promise<void> {
  const children: ChildProcess[] = [];
  let dead = false;
  function run(args: readonly string[], options: GitOptions = {}): Promise<ProgramResult & { bytes: Uint8Array }> {
    return new Promise((resolve, reject) => {
      if (dead) return reject(new Error('killed'));
      const child = spawn('git', args, {
        env: { ...process.env, ...options.env },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      children.push(child);
      let stdout = '';
      child.stdout.on('data', (data) => (stdout += String(data)));
      child.on('close', (code) =>
        resolve({ ...nothing, exitCode: code ?? undefined, stdout: stdout.trimEnd(), bytes: Buffer.from(stdout) }),
      );
    });
  }
  const git: Git = { ...realGit(realPrograms), run, runBytes: run };
  const source = { kind: 'url', name: 'wiki', url: `file://${repo}` } as const;
  const begun = readRecipe(
    { git, files: realFiles, environment: { cacheFolder: join(place, 'cache') }, random: realRandom },
    { source, version: { kind: 'tag', tag: '1.7.0+1' }, catalogue: '' },
  ).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  dead = true;
  for (const child of children) child.kill('SIGKILL');
  await begun;
}
