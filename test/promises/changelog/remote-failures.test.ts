import { chmodSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, jest } from '@jest/globals';
import { recoverLog } from '../../../src/changelog/recover-log.js';
import { verifyChangelog } from '../../../src/changelog/verify/verify-changelog.js';
import type { KnownError } from '../../../src/model/known-error.js';
import { openRegionChangelog } from '../../../src/workflows/changelog/region-changelog.js';
import { intentOf, manyIntents, origin, outcomeOf } from '../../changelog/entries.js';
import { toolsOf } from '../../changelog/tools-of.js';
import { makeHere, type Here } from '../../changelog/here.js';

// Each test runs dozens of gits.
jest.setTimeout(60_000);

let here: Here;
beforeEach(() => void (here = makeHere()));
afterEach(() => here.remove());

async function failure(promise: Promise<unknown>): Promise<KnownError> {
  return promise.then(
    () => {
      throw new Error('nothing failed');
    },
    (error: unknown) => error as KnownError,
  );
}

describe('a remote that refuses', () => {
  test("stops with git's words when a hook says no, and appends nothing", async () => {
    const changelog = here.open();
    await changelog.append([intentOf('wiki')]);
    const hook = join(here.remote, 'hooks', 'pre-receive');
    writeFileSync(hook, '#!/bin/sh\necho "protected: ask the admins" >&2\nexit 1\n');
    chmodSync(hook, 0o755);
    const error = await failure(changelog.append([intentOf('pad')]));
    expect(error).toMatchObject({ code: 'CHANGELOG_REFUSED', exitStatus: 13 });
    expect(error.details.join('\n')).toContain('protected: ask the admins');
    expect((await changelog.list()).entries.length).toBe(2);
    rmSync(hook);
    expect((await changelog.append([intentOf('pad')])).pushed).toBe(true);
  });

  test('fails every append of a batch that was refused, and takes the next', async () => {
    const changelog = here.open();
    renameSync(here.remote, `${here.remote}.away`);
    const answers = await Promise.allSettled([changelog.append([intentOf('a')]), changelog.append([intentOf('b')])]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    renameSync(`${here.remote}.away`, here.remote);
    expect((await changelog.append([intentOf('c')])).pushed).toBe(true);
  });
});

/** A machine whose git fails in some ways once it has pushed, and what the person there is told. */
function dyingRemote(fails: (verb: string) => 'before' | 'after' | 'never') {
  const said: string[] = [];
  const tools = toolsOf(join(here.folder, 'ada'), { TEND_RECORD_KEY: join(here.folder, 'key') });
  let pushed = false;
  const broken = {
    exitCode: 128,
    stdout: '',
    stderr: 'fatal: the remote end hung up',
    timedOut: false,
    missing: false,
  };
  const run: typeof tools.git.run = async (args, options) => {
    const verb = args.find((word) => ['push', 'fetch', 'ls-remote'].includes(word)) ?? '';
    if (pushed && fails(verb) === 'before') return broken;
    const done = await tools.git.run(args, options);
    if (verb !== 'push' || pushed) return done;
    pushed = true;
    return fails('first push') === 'after' ? broken : done;
  };
  const tell = (notice: string) => void said.push(notice);
  const options = { origin, remotes: [here.remote], regionFolder: '', regionName: '', tell };
  const changelog = openRegionChangelog({ ...tools, git: { ...tools.git, run } }, options);
  return { changelog, said };
}

describe('a remote that dies between the entries and their head', () => {
  test.each([
    ['is silent', ['push', 'fetch', 'ls-remote']],
    ['is damaged', ['push', 'fetch']],
  ])('and %s then fails nothing: it is recorded, the next writer signs', async (_, verbs) => {
    await here.open('bo').append([intentOf('wiki')]);
    const { changelog, said } = dyingRemote((verb) => (verbs.includes(verb) ? 'before' : 'never'));
    const { ids, pushed } = await changelog.append([intentOf('pad')]);
    expect({ ids: ids.length, pushed }).toEqual({ ids: 1, pushed: true });
    expect(said).toEqual([expect.stringMatching(/^recorded; signing the head is left to the next writer: /)]);
    await here.open('bo').append([intentOf('mail')]);
    expect(here.git('show', 'main:log/checkpoint').split('\n')[1]).toBe('4');
  });

  test('and takes back its answer makes no second announcement of what is kept for later', async () => {
    await here.open('bo').append([intentOf('wiki')]);
    const { changelog } = dyingRemote((verb) => (verb === 'first push' ? 'after' : verb === '' ? 'never' : 'before'));
    const intent = intentOf('pad');
    expect(await failure(changelog.append([intent]))).toMatchObject({ exitStatus: 13 });
    await changelog.spool([intent]);
    expect(await here.open().append([])).toMatchObject({ pushed: false, refused: [] });
    const { entries, waiting } = await here.open().list();
    expect({ entries: entries.length, waiting: waiting.length }).toEqual({ entries: 3, waiting: 0 });
  });
});

describe('a remote that does not answer', () => {
  test('is said to, unless what was known before is enough', async () => {
    const changelog = here.open();
    await changelog.append([intentOf('wiki')]);
    renameSync(here.remote, `${here.remote}.away`);
    for (const machine of [changelog, here.open()]) {
      expect(await failure(machine.read())).toMatchObject({ code: 'CHANGELOG_UNREACHABLE' });
      expect(await failure(machine.append([intentOf('pad')]))).toMatchObject({ exitStatus: 13 });
      expect(await machine.read({ offlineOk: true })).toMatchObject({ size: 2, fresh: false });
    }
    expect((await here.open('new').read({ offlineOk: true })).size).toBe(0);
  });

  test('may be an ssh address where nobody listens', async () => {
    const changelog = here.open('ada', ['ssh://git:hush@127.0.0.1:1/x.git']);
    const error = await failure(changelog.append([intentOf('wiki')]));
    expect(error).toMatchObject({ code: 'CHANGELOG_UNREACHABLE' });
    expect(JSON.stringify([error.message, error.details, error.tryThis])).not.toContain('hush');
  });

  test('is not made anew where the repository beside the region is gone', async () => {
    await here.open('ada', []).append([intentOf('wiki')]);
    rmSync(join(here.folder, 'merri-bek-changelog.git'), { recursive: true });
    expect(await failure(here.open('ada', []).append([intentOf('pad')]))).toMatchObject({
      code: 'CHANGELOG_UNREACHABLE',
    });
  });
});

describe('a remote that was rewritten', () => {
  test('is told with what was cut, keeps what was seen, and can be put back or accepted', async () => {
    const changelog = here.open();
    await changelog.append([intentOf('wiki')]);
    const before = here.git('rev-parse', 'main').trim();
    const { ids } = await changelog.append([intentOf('pad')]);
    await changelog.append([outcomeOf({ id: ids[0]!, app: 'pad' })]);
    const seen = here.git('rev-parse', 'main').trim();
    here.git('update-ref', 'refs/heads/main', before);
    for (const again of [changelog, here.open()]) {
      const error = await failure(again.read());
      expect(error).toMatchObject({ code: 'CHANGELOG_REWRITTEN', exitStatus: 12 });
      expect(error.message).toContain('2 of 4 entries seen here are missing, the first is entry 3');
      expect(error.details[1]).toMatch(/^entry 4: 2026-11-22T13:57:19Z by op-7f3k: pad on brunswick: change done/);
    }
    expect(await failure(changelog.append([intentOf('mail')]))).toMatchObject({ code: 'CHANGELOG_REWRITTEN' });
    const { problems } = await verifyChangelog(changelog.place, { deep: false, anchor: {} });
    expect(problems.map(({ code, entry }) => [code, entry]).slice(0, 2)).toEqual([
      ['truncated', 3],
      ['truncated', 4],
    ]);
    expect(await recoverLog(here.open().place, 'op-7f3k')).toEqual({ how: 'pushed-back', entries: 2 });
    expect(here.git('rev-parse', 'main').trim()).toBe(seen);
    expect((await changelog.read()).size).toBe(4);
  });

  test('is told when its branch is gone', async () => {
    const changelog = here.open();
    await changelog.append([intentOf('wiki')]);
    here.git('update-ref', '-d', 'refs/heads/main');
    for (const again of [changelog, here.open()]) {
      const error = await failure(again.read());
      expect(error).toMatchObject({ code: 'CHANGELOG_REWRITTEN' });
      expect(error.message).toContain('its branch main is gone, with all 2 entries');
    }
    expect(await recoverLog(here.open().place, 'op-7f3k')).toMatchObject({ how: 'pushed-back' });
    expect((await changelog.read()).size).toBe(2);
  });

  test('is told when an old entry says something else now', async () => {
    const changelog = here.open();
    await changelog.append(manyIntents(300));
    const log = here.git('show', 'main:log/entries/000.ndjson');
    replaceFile(here, 'log/entries/000.ndjson', log.replaceAll('app0', 'app9'));
    const error = await failure(changelog.read());
    expect(error).toMatchObject({ code: 'CHANGELOG_REWRITTEN' });
    expect(error.details.length).toBe(6);
  });
});

describe('a remote with something else than entries', () => {
  test.each([
    ['junk behind the last line', 'junk\n'],
    ['a huge line', `"${'x'.repeat(20_000)}"\n`],
    ['half a line', '{"e"'],
    ['bytes that are no text', '\ufffd\u0000\n'],
  ])('leaves %s out, and takes it away with the next append', async (_, junk) => {
    const path = 'log/entries/000.ndjson';
    await here.open().append([intentOf('wiki')]);
    const before = here.git('show', `main:${path}`);
    replaceFile(here, path, before + junk);
    for (const machine of ['ada', 'bo']) expect((await here.open(machine).list()).entries.length).toBe(2);
    await here.open('bo').append([intentOf('pad')]);
    const after = here.git('show', `main:${path}`);
    expect(after.startsWith(before)).toBe(true);
    expect(after.trimEnd().split('\n').length).toBe(3);
    expect((await verifyChangelog(here.open('ada').place, { deep: true, anchor: {} })).problems).toEqual([]);
  });

  test('refuses a gap between its files', async () => {
    await here.open().append([intentOf('wiki')]);
    replaceFile(here, 'log/entries/002.ndjson', 'x\n');
    const error = await failure(here.open('bo').read());
    expect(error).toMatchObject({ code: 'CHANGELOG_INVALID', exitStatus: 12 });
    expect(error.message).toContain('files where only entries may be');
  });

  test('refuses a link in place of a file, and a path that leads out', async () => {
    await here.open().append([intentOf('wiki')]);
    const blob = here.git('rev-parse', 'main:log/entries/000.ndjson').trim();
    for (const [mode, name] of [
      ['120000', '000.ndjson'],
      ['100644', '..'],
    ] as const) {
      const keep = name === '..' ? `100644 blob ${blob}\t000.ndjson\n` : '';
      putTree(here, `${keep}${mode} blob ${blob}\t${name}\n`);
      expect(await failure(here.open('bo').read())).toMatchObject({ code: 'CHANGELOG_INVALID' });
    }
  });
});

/** Commits a file on top of main, as somebody who may push. */
function replaceFile(here: Here, path: string, text: string): void {
  const data = `data ${Buffer.byteLength(text)}\n${text}\n`;
  here.feed(
    `commit refs/heads/main\ncommitter x <x> 1795355822 +0000\ndata 1\nx\nfrom refs/heads/main^0\nM 100644 inline ${path}\n${data}\n`,
    'fast-import',
    '--quiet',
  );
}

/** Commits a tree as log/entries, whatever it holds. */
function putTree(here: Here, listing: string): void {
  const entries = here.feed(listing, 'mktree').trim();
  const log = here.feed(`040000 tree ${entries}\tentries\n`, 'mktree').trim();
  const root = here.feed(`040000 tree ${log}\tlog\n`, 'mktree').trim();
  const commit = here.git('-c', 'user.name=x', '-c', 'user.email=x', 'commit-tree', '-m', 'x', root).trim();
  here.git('update-ref', 'refs/heads/main', commit);
}
