import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { intentOf, outcomeOf } from '../../changelog/entries.js';
import { makeHere, type Here } from '../../changelog/here.js';

// Each test runs dozens of gits.
jest.setTimeout(60_000);

let here: Here;
beforeEach(() => void (here = makeHere()));
afterEach(() => here.remove());

/** `$XDG_STATE_HOME/tend/<hash of the origin>` of a machine. */
function stateOf(machine: string): string {
  const [hash = ''] = readdirSync(join(here.folder, machine));
  return join(here.folder, machine, hash);
}

describe('what is kept on this machine', () => {
  test('heals a pin whose lock was left behind by a git that was killed', async () => {
    await here.open().append([intentOf('wiki')]);
    writeFileSync(join(stateOf('ada'), 'changelog.git', 'refs', 'tend', 'seen', 'main.lock'), '');
    await here.open().append([intentOf('pad')]);
    const pins = join(stateOf('ada'), 'changelog.git', 'refs', 'tend', 'seen');
    expect(readdirSync(pins)).toEqual(['main']);
    expect((await here.open().read()).size).toBe(3);
  });

  test('says that its copy is damaged, and goes on once that is moved away', async () => {
    await here.open().append([intentOf('wiki')]);
    const clone = join(stateOf('ada'), 'changelog.git');
    rmSync(join(clone, 'objects'), { recursive: true });
    mkdirSync(join(clone, 'objects'));
    await expect(here.open().read({ offlineOk: true })).rejects.toMatchObject({ code: 'CHANGELOG_INVALID' });
    renameSync(clone, `${clone}.damaged`);
    expect((await here.open().read()).size).toBe(2);
  });

  test('is readable by nobody else where it may hold values', async () => {
    const changelog = here.open();
    await changelog.keepPlan('values');
    await changelog.putDetail('why');
    await changelog.spool([intentOf('wiki')]);
    for (const folder of ['plans', 'details', 'spool']) {
      const [file = ''] = readdirSync(join(stateOf('ada'), folder));
      expect(statSync(join(stateOf('ada'), folder, file)).mode & 0o077).toBe(0);
    }
  });

  test('keeps a detail with its spooled entry and publishes both', async () => {
    const changelog = here.open();
    const detail = await changelog.putDetail('no network here');
    await changelog.spool([intentOf('wiki', { detail })]);
    expect(await here.open().append([])).toMatchObject({ ids: [], pushed: true });
    expect(await here.open('bo').readDetail(detail)).toBe('no network here');
    expect(readdirSync(join(stateOf('ada'), 'details'))).toEqual([]);
  });

  test('counts a spooled outcome as told, so that its intent does not dangle', async () => {
    const changelog = here.open();
    const { ids } = await changelog.append([intentOf('wiki')]);
    await changelog.spool([outcomeOf({ id: ids[0]! })]);
    expect((await changelog.read()).dangling).toEqual([]);
    expect((await here.open('bo').read()).dangling.length).toBe(1);
  });

  test('spools in order and publishes in order, before what is new', async () => {
    const changelog = here.open();
    const waiting: string[] = [];
    for (const app of ['a', 'b', 'c']) waiting.push(...(await changelog.spool([intentOf(app)])));
    const { ids } = await changelog.append([intentOf('d')]);
    const { entries } = await here.open('bo').list();
    expect(entries.slice(1).map(({ id }) => id)).toEqual([...waiting, ...ids]);
  });

  test('refuses a spool that somebody changed, naming the file', async () => {
    const changelog = here.open();
    await changelog.spool([intentOf('wiki')]);
    const [file = ''] = readdirSync(join(stateOf('ada'), 'spool'));
    writeFileSync(join(stateOf('ada'), 'spool', file), '{"e":{},"s":null}\n');
    await expect(changelog.append([])).rejects.toMatchObject({ code: 'CHANGELOG_INVALID' });
    await expect(changelog.append([])).rejects.toThrow(file);
  });

  test('reads details without the remote when they were seen before', async () => {
    const changelog = here.open();
    const detail = await changelog.putDetail('why');
    await changelog.append([intentOf('wiki', { detail })]);
    renameSync(here.remote, `${here.remote}.away`);
    expect(await here.open().readDetail(detail)).toBe('why');
    expect(await here.open().readDetail('../../../etc/passwd')).toBeUndefined();
  });

  test('refuses an entry that is none, without saying what stood in it', async () => {
    const changelog = here.open();
    const entry = intentOf('wiki', { manifest: { repo: 'https://a:hush@x.example/y', commit: null, dirty: false } });
    for (const answer of [changelog.append([entry]), changelog.spool([entry])]) {
      await expect(answer).rejects.toThrow(/^an entry does not fit the changelog at manifest\.repo$/);
    }
    await expect(changelog.append([{ ...intentOf('wiki'), log: 'coburg.example/changelog' }])).rejects.toThrow(
      'another changelog',
    );
  });

  test('takes no harm from two processes that begin at once', async () => {
    mkdirSync(join(here.folder, 'ada'));
    const changelogs = Array.from({ length: 6 }, () => here.open('ada', []));
    const answers = await Promise.allSettled(
      changelogs.map((changelog, at) => changelog.append([intentOf(`app${at}`)])),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array<string>(6).fill('fulfilled'));
    expect((await here.open('bo', []).list()).entries.length).toBe(7);
  });
});
