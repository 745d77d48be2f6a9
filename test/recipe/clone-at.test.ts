import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloneAt } from '../../src/recipe/clone-at.js';
import { commitOver } from '../../src/recipe/commit-over.js';
import { readRecipe } from '../../src/recipe/read-recipe.js';
import { realFiles } from '../../src/tools/files.js';
import { realGit } from '../../src/tools/git.js';
import { realPrograms } from '../../src/tools/programs.js';
import { realRandom } from '../../src/tools/random.js';
import { makeGitRepo, runGit } from '../support/git-repo.js';

const compose = (image: string) => ({ 'compose.yml': `version: "3.8"\nservices: { app: { image: ${image} } }\n` });

describe('a working clone of a recipe', () => {
  let root: string;
  let commits: string[];
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'clone-at-'));
    commits = makeGitRepo(join(root, 'x'), [
      { files: compose('x:1'), tag: '1.0.0+1' },
      { files: compose('x:2'), lightweight: '1.1.0+2' },
      { files: compose('x:3'), lightweight: '1.2.0+3' },
    ]);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const tools = () => ({
    git: realGit(realPrograms),
    files: realFiles,
    environment: { cacheFolder: join(root, 'cache') },
    random: realRandom,
  });

  /** Clones at the n-th commit, with the recipe's own repository out of reach. */
  async function clone(name: string, nth: number, versions: readonly string[] = []): Promise<[string, string[]]> {
    const source = { kind: 'path', name: 'x', path: join(root, 'x') } as const;
    await readRecipe(tools(), { source, version: { kind: 'tag', tag: '1.2.0+3' }, catalogue: root });
    renameSync(join(root, 'x'), join(root, 'away'));
    const folder = join(root, name);
    const known = await cloneAt(tools(), { source, catalogue: root, commit: commits[nth] ?? '', versions, folder });
    renameSync(join(root, 'away'), join(root, 'x'));
    return [folder, known];
  }

  test('stands at its commit, clean, and needs nobody else', async () => {
    const [folder, versions] = await clone('a', 0);
    expect(runGit(folder, 'rev-parse', 'HEAD')).toBe(commits[0]);
    expect(runGit(folder, 'status', '--porcelain')).toBe('');
    expect([...versions].sort()).toEqual(['1.0.0+1', '1.1.0+2', '1.2.0+3']);
  });

  // Trap 1: two runs on one tree deploy each other's version.
  test('is one of several, each at a version of its own', async () => {
    const [[first], [second]] = [await clone('a', 0), await clone('b', 1)];
    runGit(second, 'checkout', '--quiet', commits[2] ?? '');
    expect(readFileSync(join(first, 'compose.yml'), 'utf8')).toContain('x:1');
  });

  // Trap 12: one lightweight tag makes abra's lint fail.
  test('has annotated tags only', async () => {
    const [folder] = await clone('a', 1, ['1.1.0+2']);
    const kinds = runGit(folder, 'for-each-ref', '--format=%(refname:short) %(objecttype) %(*objectname)', 'refs/tags');
    expect(kinds.split('\n')).toEqual([`1.0.0+1 tag ${commits[0]}`, `1.1.0+2 tag ${commits[1]}`]);
  });

  // Trap 2: a dirty tree is fatal.
  test('is clean with files of ours over it, which the version then names', async () => {
    const [folder] = await clone('a', 0);
    const files = new Map([['compose.yml', new TextEncoder().encode('version: "3.9"\n')]]);
    await commitOver(tools(), { folder, files, version: '1.0.0+1' });
    expect(runGit(folder, 'status', '--porcelain')).toBe('');
    runGit(folder, 'checkout', '--quiet', '1.0.0+1');
    expect(readFileSync(join(folder, 'compose.yml'), 'utf8')).toBe('version: "3.9"\n');
    expect(runGit(folder, 'cat-file', '-t', '1.0.0+1')).toBe('tag');
  });
});
