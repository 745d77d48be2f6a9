import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realFiles } from '../../../src/tools/files.js';
import { realGit } from '../../../src/tools/git.js';
import { realPrograms } from '../../../src/tools/programs.js';
import { realRandom } from '../../../src/tools/random.js';
import { commitEdit } from '../../../src/workflows/region/commit-edit.js';
import { readManifestState } from '../../../src/workflows/region/read-manifest-state.js';
import { makeGitRepo, runGit } from '../../support/git-repo.js';
import { makeEnvironment } from '../../support/make-tools.js';
import { killedAfter, killEverywhere } from './killed-tools.js';

const edited = { 'region.yml': 'a: 2\n', 'apps/wiki.yml': 'b: 2\n' };

let root: string;
let folder: string;
const git = realGit(realPrograms);
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'killed-edits-'));
  folder = join(root, 'region');
});
afterEach(() => rmSync(root, { recursive: true }));

const tools = () => ({
  files: realFiles,
  git,
  random: realRandom,
  environment: makeEnvironment({ stateFolder: join(root, 'state') }),
});

function begin(): void {
  rmSync(root, { recursive: true });
  makeGitRepo(folder, [{ files: { 'region.yml': 'a: 1\n', 'apps/wiki.yml': 'b: 1\n', 'notes.md': 'notes\n' } }]);
  runGit(folder, 'config', 'user.name', 'Ada');
  runGit(folder, 'config', 'user.email', 'ada@example.org');
}

const text = (file: string) => readFileSync(join(folder, file), 'utf8');

/** As a command does it: the edit is made of what stands in the files now. */
async function edit(using: ReturnType<typeof tools>): Promise<void> {
  const edits = Object.entries(edited).map(([file, after]) => ({ file, before: text(file), after }));
  const manifest = await readManifestState({ git }, folder);
  await commitEdit(using, { folder, manifest }, { edits, subject: 'Edit' });
}

test('an edit of two files that is killed at any call is whole, committed and clean after the same command', async () => {
  const kills = await killEverywhere(tools(), {
    begin,
    run: edit,
    look: async () => {
      await edit(tools());
      expect(runGit(folder, 'status', '--porcelain')).toBe('');
      expect([text('region.yml'), text('apps/wiki.yml')]).toEqual(Object.values(edited));
      const subjects = runGit(folder, 'log', '--format=%s').split('\n');
      expect(subjects.at(-1)).toBe('A commit');
      expect(new Set(subjects.slice(0, -1))).toEqual(new Set(['Edit']));
    },
  });
  expect(kills).toBeGreaterThan(4);
});

test('what a person wrote after the kill is never committed for them', async () => {
  begin();
  for (let calls = 0; calls < 5; calls++) await edit(killedAfter(tools(), calls)).catch(() => undefined);
  writeFileSync(join(folder, 'region.yml'), 'a: 3\n');
  await expect(edit(tools())).rejects.toMatchObject({ code: 'MANIFEST_DIRTY' });
  expect(runGit(folder, 'show', 'HEAD:region.yml')).not.toContain('3');
});

test('a note of an edit that was damaged counts as none', async () => {
  begin();
  await edit(killedAfter(tools(), 3)).catch(() => undefined);
  for (const file of notes()) writeFileSync(file, 'broken');
  runGit(folder, 'checkout', '-q', '.');
  await edit(tools());
  expect(notes()).toEqual([]);
});

function notes(): string[] {
  return globSync(join(root, 'state', 'edits', '*', '*'));
}
