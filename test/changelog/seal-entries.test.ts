import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KnownError } from '../../src/model/known-error.js';
import { makeKeyPair } from '../../src/tools/record-keys/key-pair.js';
import { openRegionChangelog } from '../../src/workflows/changelog/region-changelog.js';
import { intentOf, origin } from './entries.js';
import { makeHere, type Here } from './here.js';
import { toolsOf } from './tools-of.js';

describe('who wants to open a record that somebody else has just opened', () => {
  let here: Here;
  beforeEach(() => void (here = makeHere()));
  afterEach(() => here.remove());

  /** A machine whose clock stands three seconds later; just before its first push the other one appends. */
  function openLate(key: string) {
    const tools = toolsOf(join(here.folder, 'late'), { TEND_RECORD_KEY: key });
    let others: Promise<unknown> | undefined;
    const git: typeof tools.git = {
      ...tools.git,
      async run(args, options) {
        if (args.includes('push')) await (others ??= here.open('early').append([intentOf('first')]));
        return tools.git.run(args, options);
      },
    };
    const clock = { ...tools.clock, now: () => '2026-11-22T13:57:03Z' };
    const options = {
      origin,
      remotes: [here.remote],
      regionFolder: join(here.folder, 'region'),
      regionName: 'merri-bek',
    };
    return openRegionChangelog({ ...tools, git, clock }, options);
  }

  test('appends behind their opening, if the key may', async () => {
    const { ids } = await openLate(join(here.folder, 'key')).append([intentOf('second')]);
    const { entries } = await here.open('third').list();
    expect(entries.map(({ entry }) => entry.type)).toEqual(['log.open', 'intent', 'intent']);
    expect(entries.at(-1)?.id).toBe(ids[0]);
  });

  test('brings the same opening again where a push was lost and nobody else wrote', async () => {
    const tools = toolsOf(join(here.folder, 'slow'), { TEND_RECORD_KEY: join(here.folder, 'key') });
    let pushes = 0;
    const git: typeof tools.git = {
      ...tools.git,
      run: (args, options) =>
        args.includes('push') && pushes++ === 0 ? tools.git.run(['--none']) : tools.git.run(args, options),
    };
    const clock = { ...tools.clock, now: () => `2026-11-22T13:57:0${Math.min(pushes, 9)}Z` };
    const options = {
      origin,
      remotes: [here.remote],
      regionFolder: join(here.folder, 'region'),
      regionName: 'merri-bek',
    };
    await openRegionChangelog({ ...tools, git, clock }, options).append([intentOf('second')]);
    const { entries } = await here.open('third').list();
    expect(entries.map(({ entry }) => entry.type)).toEqual(['log.open', 'intent']);
  });

  test('hears who opened it, and who can let them in', async () => {
    const pair = makeKeyPair();
    writeFileSync(join(here.folder, 'other'), pair.privateFile, { mode: 0o600 });
    const failed = openLate(join(here.folder, 'other')).append([intentOf('second', { actor: 'op-late' })]);
    const error = await failed.then(
      () => undefined,
      (thrown: unknown) => thrown as KnownError,
    );
    expect(error).toMatchObject({
      code: 'CHANGELOG_KEY_UNKNOWN',
      message: 'op-late may not write into this record yet: nothing was recorded',
      details: ['op-7f3k opened this record at 2026-11-22T13:57:00Z, while you were about to', expect.anything()],
      tryThis: [expect.stringContaining(`(op-7f3k) to run: tend changelog key add op-late "${pair.publicLine}"`)],
    });
  });
});
