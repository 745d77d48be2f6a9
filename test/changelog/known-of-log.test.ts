import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recoverLog } from '../../src/changelog/recover-log.js';
import { verifyChangelog } from '../../src/changelog/verify/verify-changelog.js';
import { makeGitRepo } from '../support/git-repo.js';
import { intentOf } from './entries.js';
import { makeHere, type Here } from './here.js';

describe('a record that is gone', () => {
  let here: Here;
  beforeEach(async () => {
    here = makeHere();
    await here.open().append([intentOf('first')]);
  });
  afterEach(() => here.remove());

  const verify = (deep = false) => verifyChangelog(here.open().place, { deep, anchor: {} });

  /** Puts an empty repository in the place of the remote. */
  function emptyRemote(): void {
    rmSync(here.remote, { recursive: true });
    execFileSync('git', ['init', '-q', '--bare', '-b', 'main', here.remote]);
  }

  /** Takes the copy of the entries away that this machine has; what it keeps beside them stays. */
  function forgetCopy(): void {
    const state = join(here.folder, 'ada');
    for (const log of readdirSync(state)) rmSync(join(state, log, 'changelog.git'), { recursive: true });
  }

  const ways: readonly (readonly [string, () => void])[] = [
    ['an empty repository in its place', emptyRemote],
    ['its branch deleted', () => void here.git('update-ref', '-d', 'refs/heads/main')],
    [
      'another repository in its place',
      () => {
        rmSync(here.remote, { recursive: true });
        makeGitRepo(join(here.folder, 'other'), [{ files: { 'main.c': 'int main;\n' } }]);
        execFileSync('git', ['clone', '-q', '--bare', join(here.folder, 'other'), here.remote]);
      },
    ],
  ];

  test.each(ways)('%s: verifying says so, and so does all that reads it', async (_way, change) => {
    change();
    for (const deep of [false, true]) {
      const { problems } = await verify(deep);
      expect(problems.map(({ code }) => code)).not.toEqual([]);
    }
    await expect(here.open().list()).rejects.toMatchObject({ exitStatus: 12 });
    await expect(here.open().append([intentOf('second')])).rejects.toMatchObject({ exitStatus: 12 });
  });

  test.each(ways)('%s, and the copy of this machine lost: it still knows what it signed', async (_way, change) => {
    change();
    forgetCopy();
    for (const deep of [false, true]) {
      const { problems } = await verify(deep);
      expect(problems.map(({ code }) => code)).not.toEqual([]);
    }
    await expect(here.open().list()).rejects.toMatchObject({ exitStatus: 12 });
    await expect(here.open().append([intentOf('second')])).rejects.toMatchObject({ exitStatus: 12 });
    await expect(recoverLog(here.open().place, 'op-7f3k')).rejects.toMatchObject({ exitStatus: 12 });
  });

  test('comes back from the machine that has read it', async () => {
    emptyRemote();
    expect((await verify()).problems[0]).toMatchObject({
      code: 'truncated',
      says: expect.stringMatching(/is gone: there is no log, where 2 entries should be; .*tend changelog recover$/),
    });
    expect(await recoverLog(here.open().place, 'op-7f3k')).toMatchObject({ how: 'pushed-back', entries: 2 });
    expect((await verify()).problems).toEqual([]);
  });

  test('a region that names a fingerprint has a record', async () => {
    emptyRemote();
    const stranger = here.open('stranger');
    const place = { ...stranger.place, fingerprint: 'x'.repeat(43) };
    const { problems } = await verifyChangelog(place, { deep: false, anchor: { fingerprint: place.fingerprint } });
    expect(problems[0]).toMatchObject({ code: 'truncated', says: expect.stringContaining('region.yml names') });
  });

  test('one that nobody has opened yet is none', async () => {
    emptyRemote();
    const { problems, size } = await verifyChangelog(here.open('bo').place, { deep: false, anchor: {} });
    expect([problems, size]).toEqual([[], 0]);
  });

  test('beside the region: its folder taken away is no silence, and comes back', async () => {
    const beside = () => here.open('cy', []);
    await beside().append([intentOf('first')]);
    const folder = beside().place.remote;
    expect(existsSync(folder)).toBe(true);
    rmSync(folder, { recursive: true });
    for (const deep of [false, true]) {
      const { problems } = await verifyChangelog(beside().place, { deep, anchor: {} });
      expect(problems[0]).toMatchObject({ code: 'truncated', says: expect.stringContaining('tend changelog recover') });
    }
    const refused = { code: 'CHANGELOG_UNREACHABLE', tryThis: [expect.stringContaining('tend changelog recover')] };
    await expect(beside().append([intentOf('second')])).rejects.toMatchObject(refused);
    expect(await recoverLog(beside().place, 'op-7f3k')).toMatchObject({ how: 'pushed-back' });
    expect((await verifyChangelog(beside().place, { deep: true, anchor: {} })).problems).toEqual([]);
  });

  test('another repository is no record that nobody has opened yet', async () => {
    makeGitRepo(join(here.folder, 'code'), [{ files: { 'main.c': 'int main;\n' } }]);
    const code = join(here.folder, 'code.git');
    execFileSync('git', ['clone', '-q', '--bare', join(here.folder, 'code'), code]);
    writeFileSync(join(here.folder, 'note'), '');
    const stranger = here.open('dee', [code]);
    const verified = verifyChangelog(stranger.place, { deep: false, anchor: {} });
    await expect(verified.then(({ problems }) => problems.map((problem) => problem.code))).resolves.not.toEqual([]);
    await expect(stranger.append([intentOf('first')])).rejects.toMatchObject({ code: 'CHANGELOG_INVALID' });
  });
});
