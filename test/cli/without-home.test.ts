import { execa } from 'execa';
import { chmodSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { environmentIn, makePlace, project, type Place } from './run-built.js';

// Only root can run it as an account that has no home; with another one it would write into somebody's real home.
const isRoot = process.getuid?.() === 0 && process.platform === 'linux';
const title = isRoot ? 'without a home that counts' : 'without a home that counts (skipped: wants root)';
const nobody = ['--reuid', '61234', '--clear-groups', process.execPath, join(project, 'bin', 'run.js')];

(isRoot ? describe : describe.skip)(title, () => {
  let place: Place;
  beforeAll(async () => {
    place = makePlace();
    await place.tend('init', 'merri-bek', '--domain', 'merri-bek.example.org', '--steward', 'ada');
    chmodSync(dirname(place.folder), 0o755);
    chmodSync(place.folder, 0o777);
  });
  afterAll(() => place.remove());

  test.each([
    ['empty', { HOME: '', XDG_STATE_HOME: '', XDG_CACHE_HOME: '' }],
    ['relative', { HOME: 'me', XDG_STATE_HOME: 'state-of-me', XDG_CACHE_HOME: './cache-of-me' }],
  ])('(%s) no key and no cache comes into the current folder, and the way out is told', async (_, folders) => {
    const before = readdirSync(place.folder).sort();
    const env = { ...environmentIn(place.folder), ...folders, TEND_STEWARD: 'ada' };
    const options = { cwd: place.folder, env, extendEnv: false, reject: false, stdin: 'ignore' } as const;
    const { exitCode, stderr } = await execa('setpriv', [...nobody, 'changelog', 'key', 'new'], options);
    expect(stderr).toContain('export XDG_STATE_HOME=/var/lib/tend');
    expect(exitCode).toBe(14);
    expect(readdirSync(place.folder).sort()).toEqual(before);
  });
});
