import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { copyLog } from '../../src/changelog/copy-log.js';
import { makeNoteKey } from '../tlog/note/make-note-key.js';
import { intentOf, origin } from './entries.js';
import { makeHere, type Here } from './here.js';

let here: Here;
beforeEach(() => void (here = makeHere()));
afterEach(() => here.remove());

test('a remote that does not answer is not told as one that refuses', async () => {
  const changelog = here.open();
  await changelog.append([intentOf('wiki')]);
  await expect(copyLog(changelog.place, '/no/such/repository.git')).rejects.toMatchObject({
    code: 'CHANGELOG_UNREACHABLE',
    tryThis: ['see whether git reaches it: git ls-remote /no/such/repository.git', expect.stringContaining('empty')],
  });
});

test('goes to another remote whole: entries, texts beside them, and what witnesses have cosigned', async () => {
  const north = makeNoteKey('witness.example/north', 'cosignature-v1').key.text;
  const changelog = here.open();
  const detail = await changelog.putDetail('because');
  await changelog.append([intentOf('wiki', { detail })]);
  const roots = [...(changelog.place.memory.log?.state.rootKeys ?? [])];
  const policy = `witness n ${north}\nquorum n\n`;
  const common = { v: 1, log: origin, time: '2026-11-22T13:57:03Z', actor: 'op-7f3k' } as const;
  await changelog.append([{ ...common, type: 'policy', policy, roots, threshold: 1 }]);
  const main = here.git('rev-parse', 'main').trim();
  here.git('update-ref', 'refs/heads/witness/n', main);
  const other = join(here.folder, 'other.git');
  execFileSync('git', ['init', '-q', '--bare', '-b', 'main', other]);
  await copyLog(changelog.place, other);
  const branches = (remote: string) =>
    execFileSync('git', ['--git-dir', remote, 'for-each-ref', '--format=%(refname) %(objectname)'], {
      encoding: 'utf8',
    });
  expect(branches(other)).toBe(branches(here.remote));
  expect(branches(other)).toContain('refs/heads/witness/n');
});
