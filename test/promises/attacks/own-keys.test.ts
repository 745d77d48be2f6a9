import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createRecordKey } from '../../../src/workflows/changelog/log-keys.js';
import { rotateKey } from '../../../src/workflows/changelog/rotate-key.js';
import { realPrograms, type Programs } from '../../../src/tools/programs.js';
import { recordKeysFolder } from '../../../src/changelog/log-folder.js';
import { refreshLog } from '../../../src/changelog/refresh-log.js';
import { verifyChangelog } from '../../../src/changelog/verify/verify-changelog.js';
import { makeOneTimeKey, realRecordKeys } from '../../../src/tools/record-keys.js';
import { nameOf } from '../forgeries/good-log.js';
import { makeKeyPair } from '../../../src/tools/record-keys/key-pair.js';
import { openRegionChangelog } from '../../../src/workflows/changelog/region-changelog.js';
import { armorSshsig } from '../../../src/tlog/sshsig/armor.js';
import { makeSecurityKey } from '../../tlog/sshsig/make-key.js';
import { intentOf, origin, stewardOf } from '../../changelog/entries.js';
import { makeHere, type Here } from '../../changelog/here.js';
import { allToolsOf } from '../../changelog/all-tools-of.js';
import { toolsOf } from '../../changelog/tools-of.js';
import { makeRegion } from '../../support/builders.js';
import { makeOpenRegion } from '../../support/make-open-region.js';

// Each test runs dozens of gits.
jest.setTimeout(120_000);

let here: Here;
beforeEach(() => void (here = makeHere()));
afterEach(() => {
  delete process.env['TEND_RECORD_KEY'];
  here.remove();
});

/** A region whose one steward writes with a key that is kept on this machine. */
function regionHere() {
  const tools = allToolsOf(join(here.folder, 'ada'));
  const region = makeRegion({ domain: 'merri-bek.example', stewards: [{ name: 'ada', id: 'op-7f3k' }] });
  const open = () => makeOpenRegion({ region, changelog: here.open('ada', undefined, {}) });
  return { tools, open };
}

function keptKey(): string {
  const [hash = ''] = readdirSync(join(here.folder, 'ada'));
  return readFileSync(join(here.folder, 'ada', hash, 'record-keys', 'op-7f3k'), 'utf8');
}

describe('the text of a record key', () => {
  test('is in the environment of no program that tend starts', async () => {
    process.env['TEND_RECORD_KEY'] = makeKeyPair().privateFile;
    const { stdout } = await realPrograms.run('env', [], { env: { OTHER: 'x' } });
    expect(stdout).toContain('OTHER=x');
    expect(stdout).not.toContain('PRIVATE KEY');
    expect((await realPrograms.run('env', [])).stdout).not.toContain('TEND_RECORD_KEY');
  });

  test.each([
    ['in base64 once more, as CI services like to mask it', (text: string) => Buffer.from(text).toString('base64')],
    ['without its first and last line', (text: string) => text.split('\n').slice(1, -2).join('')],
  ])('is not said in an error where it stands there %s', async (_, change) => {
    const text = change(makeKeyPair().privateFile);
    const error: unknown = await here
      .open('ada', undefined, { TEND_RECORD_KEY: text })
      .append([intentOf('wiki')])
      .catch((thrown: unknown) => thrown);
    const said = JSON.stringify([error, (error as Error).message, (error as Error).stack]);
    expect(said).toContain('TEND_RECORD_KEY');
    expect(said).not.toContain(text.slice(0, 20));
  });
});

describe('a security key', () => {
  test('asks the person for a touch before each signature', async () => {
    const touchKey = makeSecurityKey();
    const said: string[] = [];
    const run: Programs['run'] = async (program, args, options) => {
      if (program !== 'ssh-keygen') return realPrograms.run(program, args, options);
      said.push('(signed)');
      const stdout = armorSshsig(touchKey.sign(args.at(-1) ?? '', Buffer.from(options?.input ?? '')));
      return { exitCode: 0, stdout, stderr: '', timedOut: false, missing: false };
    };
    const own = toolsOf(join(here.folder, 'ada'), { TEND_RECORD_KEY: touchKey.key.text });
    const tools = {
      ...own,
      recordKeys: realRecordKeys({ environment: own.environment, programs: { ...realPrograms, run } }),
    };
    const tell = (notice: string) => void said.push(notice);
    const options = { origin, remotes: [here.remote], regionFolder: '', regionName: '', tell };
    const { pushed } = await openRegionChangelog(tools, options).append([intentOf('wiki')]);
    expect(pushed).toBe(true);
    const once = ['touch your security key', '(signed)'];
    expect(said).toEqual([...once, ...once]);
  });
});

describe('a new key in place of the old one', () => {
  test('takes its place only once the record has let it in', async () => {
    const { open, tools } = regionHere();
    await open().changelog.append([stewardOf('wiki', null)]);
    const before = keptKey();
    renameSync(here.remote, `${here.remote}.away`);
    await expect(rotateKey(tools, open())).rejects.toMatchObject({ exitStatus: 13 });
    expect(keptKey()).toBe(before);
    renameSync(`${here.remote}.away`, here.remote);
    await open().changelog.append([stewardOf('pad', null)]);
  });

  test('of the one root key decides from then on, by one append; the old one says nothing any more', async () => {
    const { open, tools } = regionHere();
    await open().changelog.append([stewardOf('wiki', null)]);
    const old = join(here.folder, 'old');
    writeFileSync(old, keptKey(), { mode: 0o600 });
    for (const size of [5, 8]) {
      const { fingerprint } = await rotateKey(tools, open());
      const { state } = (await refreshLog(open().changelog.place)).log;
      expect(state).toMatchObject({ size, rootKeys: [fingerprint], threshold: 1 });
    }
    await open().changelog.append([stewardOf('pad', null)]);
    const thief = here.open('thief', undefined, { TEND_RECORD_KEY: old });
    await expect(thief.append([stewardOf('mail', null)])).rejects.toMatchObject({ code: 'CHANGELOG_KEY_UNKNOWN' });
    expect((await verifyChangelog(open().changelog.place, { deep: true, anchor: {} })).problems).toEqual([]);
  });

  test('is not what the environment names: that is told', async () => {
    const { open, tools } = regionHere();
    await open().changelog.append([stewardOf('wiki', null)]);
    const named = { TEND_RECORD_KEY: join(here.folder, 'named') };
    writeFileSync(named.TEND_RECORD_KEY, keptKey(), { mode: 0o600 });
    const changelog = here.open('ada', undefined, named);
    const { nameInstead } = await rotateKey(tools, { ...open(), changelog });
    expect(nameInstead).toBe(join(recordKeysFolder(changelog.place), 'op-7f3k'));
  });

  type Next = (here: ReturnType<typeof regionHere>) => Promise<unknown>;
  test.each<[string, number, Next]>([
    ['the next entry', 6, ({ open }) => open().changelog.append([stewardOf('pad', null)])],
    ['one more rotation, which begins no other', 5, ({ open, tools }) => rotateKey(tools, open())],
    ['whoever asks for their key', 5, ({ open, tools }) => createRecordKey(tools, open())],
  ])('is taken up by %s where the run that rotated was killed before it had kept it', async (_, size, next) => {
    const { open, tools } = regionHere();
    await open().changelog.append([stewardOf('wiki', null)]);
    const before = keptKey();
    await rotateKey(tools, open());
    const folder = join(here.folder, 'ada', readdirSync(join(here.folder, 'ada'))[0] ?? '', 'record-keys');
    const fresh = keptKey();
    writeFileSync(join(folder, 'op-7f3k.next'), fresh, { mode: 0o600 });
    writeFileSync(join(folder, 'op-7f3k'), before, { mode: 0o600 });
    await next({ open, tools });
    expect(keptKey()).toBe(fresh);
    expect((await refreshLog(open().changelog.place)).log.state.size).toBe(size);
  });

  test('is refused with the way to go where several root keys decide together', async () => {
    const { open, tools } = regionHere();
    const { changelog } = open();
    await changelog.append([stewardOf('wiki', null)]);
    const [common, bo] = [{ v: 1, log: origin, time: '2026-11-22T13:57:02Z', actor: 'op-7f3k' }, makeOneTimeKey()];
    const lets = { holder: 'op-bo', key: bo.publicKey, noteKey: null, apps: null, expires: null, replaces: null };
    const roots = [...((await refreshLog(changelog.place)).log.state.rootKeys ?? []), nameOf(bo)];
    await changelog.append([
      { ...common, ...lets, v: 1, type: 'key.add', does: ['record'] },
      { ...common, v: 1, type: 'policy', policy: 'quorum none\n', roots, threshold: 2 },
    ]);
    const before = keptKey();
    await expect(rotateKey(tools, open())).rejects.toMatchObject({ code: 'POLICY_DENIED' });
    expect(keptKey()).toBe(before);
  });
});
