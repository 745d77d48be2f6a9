import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { filesAtCommit } from '../../src/tools/files-at-commit.js';
import { realGit } from '../../src/tools/git.js';
import { realPrograms } from '../../src/tools/programs.js';
import { makeGitRepo } from '../support/git-repo.js';

test('files are read at a commit as they were, to the last byte', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'at-commit-'));
  const files = { 'line.yml': 'a: 1\n', 'cut.yml': 'a: 1', 'empty.yml': '', 'apps/wiki.yml': 'a: 2\n\n' };
  const [commit = ''] = makeGitRepo(folder, [{ files }, { files: { 'line.yml': 'a: 3\n' } }]);
  const then = filesAtCommit(realGit(realPrograms), folder, commit);
  for (const [path, text] of Object.entries(files)) {
    expect(await then.readText(join(folder, path))).toBe(text);
    expect(await then.size(join(folder, path))).toBe(text.length);
  }
  expect(await then.readText(join(folder, 'none.yml'))).toBeUndefined();
  expect((await then.list(folder)).map(({ name }) => name).sort()).toEqual([
    'apps',
    'cut.yml',
    'empty.yml',
    'line.yml',
  ]);
  rmSync(folder, { recursive: true });
});
