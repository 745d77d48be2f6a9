import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realFiles } from '../../../src/tools/files.js';
import { realGit } from '../../../src/tools/git.js';
import { realPrograms } from '../../../src/tools/programs.js';
import { realRandom } from '../../../src/tools/random.js';
import { commitEdit } from '../../../src/workflows/region/commit-edit.js';
import { makeGitRepo, runGit } from '../../support/git-repo.js';
import { makeEnvironment } from '../../support/make-tools.js';

const stateFolder = mkdtempSync(join(tmpdir(), 'tend-edit-state-'));
const tools = {
  files: realFiles,
  git: realGit(realPrograms),
  environment: makeEnvironment({ stateFolder }),
  random: realRandom,
};
const edit = { file: 'region.yml', before: 'a: 1\n', after: 'a: 2\n' };

describe('an edit of the manifest', () => {
  let folder: string;
  let first: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tend-edit-'));
    [first = ''] = makeGitRepo(folder, [{ files: { 'region.yml': edit.before, 'notes.md': 'notes\n' } }]);
    runGit(folder, 'config', 'user.name', 'Ada');
    runGit(folder, 'config', 'user.email', 'ada@example.org');
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  afterAll(() => rmSync(stateFolder, { recursive: true }));

  const head = () => runGit(folder, 'rev-parse', 'HEAD');
  const status = () => runGit(folder, 'status', '--porcelain');
  const text = () => readFileSync(join(folder, 'region.yml'), 'utf8');
  const put = (file: string, words: string) => writeFileSync(join(folder, file), words);

  function write() {
    const manifest = { repo: 'local', commit: first, dirty: false };
    return commitEdit(tools, { folder, manifest }, { edits: [edit], subject: 'Edit' });
  }

  test('is one commit of just that file', async () => {
    put('notes.md', 'half done\n');
    await write();
    expect(text()).toBe(edit.after);
    expect(runGit(folder, 'log', '-1', '--format=%s', '--name-only')).toBe('Edit\n\nregion.yml');
    expect(status()).toBe('M notes.md');
  });

  test('is taken back with its commit, and what else is under way stays', async () => {
    const { undo } = await write();
    put('notes.md', 'half done\n');
    put('new.md', 'new\n');
    runGit(folder, 'add', 'new.md');
    expect(await undo()).toEqual({ done: true, says: 'the manifest is as it was' });
    expect([head(), text()]).toEqual([first, edit.before]);
    expect(status()).toBe('A  new.md\n M notes.md');
  });

  test('stays where somebody committed on top of it, who hears how to take it back', async () => {
    const { undo } = await write();
    const ours = head();
    put('notes.md', 'more\n');
    runGit(folder, 'commit', '-q', '-a', '-m', 'Theirs');
    const theirs = head();
    expect(await undo()).toMatchObject({
      done: false,
      says: expect.stringContaining(`git revert ${ours.slice(0, 12)}`),
    });
    expect([head(), text(), status()]).toEqual([theirs, edit.after, '']);
  });

  test('stays where somebody went on editing the file', async () => {
    const { undo } = await write();
    const ours = head();
    put('region.yml', 'a: 3\n');
    expect(await undo()).toMatchObject({
      done: false,
      says: expect.stringContaining(`git revert ${ours.slice(0, 12)}`),
    });
    expect([head(), text()]).toEqual([ours, 'a: 3\n']);
  });

  test('stays where the branch was put elsewhere', async () => {
    const { undo } = await write();
    runGit(folder, 'reset', '-q', '--soft', first);
    expect(await undo()).toMatchObject({ done: false, says: expect.stringContaining('git revert') });
    expect([head(), text()]).toEqual([first, edit.after]);
  });

  test('is written and taken back without git too', async () => {
    const { undo } = await commitEdit(
      tools,
      { folder, manifest: { repo: 'local', dirty: true } },
      { edits: [edit], subject: 'Edit' },
    );
    expect([head(), text()]).toEqual([first, edit.after]);
    expect(await undo()).toEqual({ done: true, says: 'the manifest is as it was' });
    expect(text()).toBe(edit.before);
  });

  test('is refused over edits that are not committed', async () => {
    put('region.yml', 'a: 5\n');
    await expect(write()).rejects.toMatchObject({ code: 'MANIFEST_DIRTY' });
    expect(text()).toBe('a: 5\n');
  });

  test('is not made where git does not tell whether somebody else is at work in the file', async () => {
    put('region.yml', 'half done\n');
    writeFileSync(join(folder, '.git', 'index'), 'broken');
    await expect(write()).rejects.toMatchObject({
      code: 'MANIFEST_DIRTY',
      details: [expect.stringContaining('index')],
    });
    expect(text()).toBe('half done\n');
  });
});
