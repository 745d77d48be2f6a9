import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { verifyChangelog } from '../../../src/changelog/verify/verify-changelog.js';
import { intentOf } from '../../changelog/entries.js';
import { makeHere, type Here } from '../../changelog/here.js';

let here: Here;
beforeEach(() => void (here = makeHere()));
afterEach(() => {
  spawnSync('umount', [join(here.folder, 'ada')]);
  here.remove();
});

async function problems(machine: string): Promise<string[]> {
  const { problems: wrong } = await verifyChangelog(here.open(machine).place, { deep: true, anchor: {} });
  return wrong.map(({ says }) => says);
}

/** A state folder on a small disk of its own; false where this machine does not allow that. */
function mountSmallDisk(): boolean {
  const folder = join(here.folder, 'ada');
  mkdirSync(folder);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]).status === 0;
  // Said here, for a test that is left out says nothing.
  if (!mounted) process.stderr.write('left out: this machine does not allow a disk to be mounted\n');
  return mounted;
}

/** Leaves so many bytes free. */
function fill(free: number): string {
  const { bavail, bsize } = statfsSync(join(here.folder, 'ada'));
  const file = join(here.folder, 'ada', 'filler');
  writeFileSync(file, Buffer.alloc(Math.max(bavail * bsize - free, 0)));
  return file;
}

describe('a state folder', () => {
  test('on a full disk fails in plain words or not at all, and goes on once there is room', async () => {
    if (!mountSmallDisk()) return;
    await here.open('ada').append([intentOf('wiki')]);
    const failed: unknown[] = [];
    for (const free of [0, 4096, 8192, 16_384, 32_768, 65_536]) {
      const file = fill(free);
      const error = await here
        .open('ada')
        .append([intentOf(`app${free}`)])
        .catch((reason: unknown) => reason);
      if (error instanceof Error) failed.push(error);
      rmSync(file);
      await here.open('ada').append([intentOf(`then${free}`)]);
    }
    expect(failed.length).toBeGreaterThan(0);
    for (const error of failed) {
      expect(error).toMatchObject({ name: 'KnownError' });
      expect(JSON.stringify(error, ['message', 'details', 'tryThis'])).toMatch(/full|room|space/);
    }
    const { entries } = await here.open('cleo').list();
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    expect([...(await problems('ada')), ...(await problems('cleo'))]).toEqual([]);
  });

  test('that can only be read is told, and adds nothing', async () => {
    if (!mountSmallDisk()) return;
    await here.open('ada').append([intentOf('wiki')]);
    execFileSync('mount', ['-o', 'remount,ro', join(here.folder, 'ada')]);
    const before = here.git('rev-parse', 'main');
    await expect(here.open('ada').append([intentOf('pad')])).rejects.toMatchObject({ name: 'KnownError' });
    await expect(here.open('ada').spool([intentOf('pad')])).rejects.toMatchObject({ name: 'KnownError' });
    expect(here.git('rev-parse', 'main')).toBe(before);
    execFileSync('mount', ['-o', 'remount,rw', join(here.folder, 'ada')]);
    await here.open('ada').append([intentOf('pad')]);
    expect(await problems('cleo')).toEqual([]);
  });
});

describe('a mirror', () => {
  test('that is behind is told, and gets all with the next append', async () => {
    const mirror = join(here.folder, 'mirror.git');
    execFileSync('git', ['init', '-q', '--bare', '-b', 'main', mirror]);
    const open = () => here.open('ada', [here.remote, mirror]);
    expect((await open().append([intentOf('wiki')])).behind).toEqual([]);
    execFileSync('mv', [mirror, `${mirror}.away`]);
    expect((await open().append([intentOf('pad')])).behind).toMatchObject([{ remote: mirror }]);
    execFileSync('mv', [`${mirror}.away`, mirror]);
    expect((await open().append([intentOf('mail')])).behind).toEqual([]);
    const main = execFileSync('git', ['--git-dir', mirror, 'rev-parse', 'main'], { encoding: 'utf8' });
    expect(main).toBe(here.git('rev-parse', 'main'));
  });
});

describe('one state folder', () => {
  test('serves several at once: nothing is lost, and no pin or head goes back', async () => {
    await here.open('ada').append([intentOf('first')]);
    const many = Array.from({ length: 5 }, (_, writer) => here.open('ada').append([intentOf(`app${writer}`)]));
    await Promise.all(many);
    expect((await here.open('ada').list()).entries.length).toBe(7);
    const [state = ''] = readdirSync(join(here.folder, 'ada'));
    const heads = readdirSync(join(here.folder, 'ada', state, 'signed-heads'));
    expect(heads.at(-1)).toMatch(/^000000000007-/);
    expect([...(await problems('ada')), ...(await problems('cleo'))]).toEqual([]);
  });
});
