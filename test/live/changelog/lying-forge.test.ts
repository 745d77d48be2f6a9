import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { checkProof } from '../../../src/changelog/proofs/check-proof.js';
import { recoverLog, type Recovered } from '../../../src/changelog/recover-log.js';
import { verifyChangelog } from '../../../src/changelog/verify/verify-changelog.js';
import type { KnownError } from '../../../src/model/known-error.js';
import { makeVerifierKey } from '../../../src/tlog/note/verifier-key.js';
import { parsePolicy } from '../../../src/tlog/note/policy.js';
import { parsePublicKey } from '../../../src/tlog/sshsig/public-key.js';
import { intentOf, origin } from '../../changelog/entries.js';
import { makeHere, type Here } from '../../changelog/here.js';
import { makeForge, type Forge } from '../../changelog/race/forge.js';
import { letIn } from '../../changelog/race/race.js';

let here: Here;
let forge: Forge;
beforeEach(async () => {
  here = makeHere();
  await letIn(here, ['ada', 'bo']);
  forge = makeForge(here);
});
afterEach(() => here.remove());

async function failure(promise: Promise<unknown>): Promise<KnownError> {
  return promise.then(
    () => {
      throw new Error('nothing failed');
    },
    (error: unknown) => error as KnownError,
  );
}

function append(machine: string, app: string) {
  return forge.open(machine).append([intentOf(app, { actor: `op-${machine}` })]);
}

function recover(machine: string): Promise<Recovered> {
  return recoverLog(forge.open(machine).place, `op-${machine}`);
}

/** What is wrong by each of these machines, the last one new to the log. */
async function problems(...machines: string[]): Promise<string[]> {
  const each = machines.map((machine) => verifyChangelog(forge.open(machine).place, { deep: true, anchor: {} }));
  return (await Promise.all(each)).flatMap((found) => found.problems.map(({ code, says }) => `${code}: ${says}`));
}

async function types(machine: string): Promise<string[]> {
  return (await forge.open(machine).list()).entries.map(({ entry }) => entry.type);
}

/** A policy that names the keys of all writers, as people outside have it. */
function outsidePolicy() {
  const lines = readdirSync(join(here.folder, 'keys')).map((name) => {
    const text = execFileSync('ssh-keygen', ['-y', '-f', join(here.folder, 'keys', name)], { encoding: 'utf8' });
    const key = parsePublicKey(text.trim());
    return key ? `log ${makeVerifierKey(origin, 'ed25519', key.publicKey).text}\n` : '';
  });
  const policy = parsePolicy(`${lines.join('')}quorum none\n`);
  if ('fault' in policy) throw new Error(policy.fault);
  return policy;
}

describe('a forge that tells two writers that both won', () => {
  test('is caught with a proof, and both histories are joined', async () => {
    forge.show('bo', forge.copy('other'));
    await append('ada', 'wiki');
    await append('ada', 'pad');
    await append('bo', 'mail');
    forge.show('ada', join(here.folder, 'other.git'));
    const error = await failure(append('ada', 'chat'));
    expect(error).toMatchObject({ code: 'CHANGELOG_FORKED', exitStatus: 12 });
    expect(error.message).toContain('two histories of the changelog were signed');
    expect(error.details.length).toBe(2);
    const { proof, ...recovered } = await recover('ada');
    expect(recovered).toEqual({ how: 'appended-again', entries: 2 });
    expect(error.tryThis.join()).toContain(proof);
    const checked = checkProof({ text: readFileSync(proof ?? '', 'utf8'), policy: outsidePolicy() });
    expect(checked).toMatchObject({ kind: 'fork', origin, sizes: [5, 6] });
    await append('ada', 'chat');
    await append('bo', 'news');
    forge.show('all', join(here.folder, 'other.git'));
    expect((await types('cleo')).slice(4)).toEqual(['intent', 'fork', 'intent', 'intent', 'intent', 'intent']);
    expect(await problems('ada', 'bo', 'cleo')).toEqual([]);
  });

  test('and goes on to alternate is caught each time', async () => {
    forge.show('bo', forge.copy('other'));
    await append('ada', 'wiki');
    await append('bo', 'mail');
    const show = { one: here.remote, other: join(here.folder, 'other.git') };
    for (const [seen, shown] of [
      ['ada', 'other'],
      ['bo', 'one'],
    ] as const) {
      forge.show(seen, show[shown]);
      expect(await failure(forge.open(seen).read())).toMatchObject({ code: 'CHANGELOG_FORKED' });
    }
    forge.show('ada', show.other);
    expect((await recover('ada')).how).toBe('appended-again');
    forge.show('ada', show.one);
    const again = await failure(append('ada', 'chat'));
    expect(again).toMatchObject({ exitStatus: 12 });
    for (const machine of ['ada', 'bo', 'all']) forge.show(machine, show.other);
    await append('ada', 'chat');
    await append('bo', 'news');
    expect(await problems('ada', 'bo', 'cleo')).toEqual([]);
  });
});

describe('a forge that lost something', () => {
  test('by a force-push to an earlier state gets it back', async () => {
    await append('ada', 'wiki');
    const before = here.git('rev-parse', 'main').trim();
    await append('ada', 'pad');
    here.git('update-ref', 'refs/heads/main', before);
    const error = await failure(append('ada', 'mail'));
    expect(error).toMatchObject({ code: 'CHANGELOG_REWRITTEN' });
    expect(error.message).toContain('its end was cut off, or an old copy is shown');
    expect(await recover('ada')).toEqual({ how: 'pushed-back', entries: 1 });
    await append('bo', 'mail');
    expect(await problems('ada', 'bo', 'cleo')).toEqual([]);
  });

  test('by a force-push to which others have added gets it back behind that', async () => {
    await append('ada', 'wiki');
    const before = here.git('rev-parse', 'main').trim();
    await append('ada', 'pad');
    here.git('update-ref', 'refs/heads/main', before);
    await append('bo', 'mail');
    expect(await failure(append('ada', 'chat'))).toMatchObject({ code: 'CHANGELOG_FORKED' });
    expect(await recover('ada')).toMatchObject({ how: 'appended-again', entries: 1 });
    await append('bo', 'chat');
    expect(await problems('ada', 'bo', 'cleo')).toEqual([]);
    expect((await types('cleo')).filter((type) => type === 'fork').length).toBe(1);
  });

  test('and its branch with it gets it back', async () => {
    await append('ada', 'wiki');
    here.git('update-ref', '-d', 'refs/heads/main');
    const error = await failure(append('ada', 'mail'));
    expect(error.message).toContain('its branch main is gone, with all 5 entries');
    expect(await recover('ada')).toMatchObject({ how: 'pushed-back' });
    await append('bo', 'mail');
    expect(await problems('ada', 'bo', 'cleo')).toEqual([]);
  });

  test('of what it had taken is told, to a newcomer and to who knows it, and it can be put elsewhere', async () => {
    await append('ada', 'wiki');
    const blob = here.git('rev-parse', 'main~1:log/entries/000.ndjson').trim();
    here.git('repack', '-adq');
    loseObject(blob);
    expect(await failure(forge.open('cleo').read())).toMatchObject({ code: 'CHANGELOG_INVALID' });
    expect((await failure(forge.open('cleo').read())).message).toContain('is damaged');
    const error = await failure(recover('ada'));
    expect(error).toMatchObject({ code: 'CHANGELOG_INVALID' });
    expect(error.message).toContain('has lost parts of the history');
    const elsewhere = join(here.folder, 'elsewhere.git');
    execFileSync('git', ['init', '-q', '--bare', '-b', 'main', elsewhere]);
    const [, order = ''] = error.tryThis;
    const words = order.slice(order.indexOf('git --git-dir')).replace('NEW-ADDRESS', elsewhere).split(' ').slice(1);
    execFileSync(
      'git',
      words.filter((word) => !word.includes('details')),
      { stdio: 'pipe' },
    );
    forge.show('all', elsewhere);
    await append('bo', 'mail');
    expect(await problems('ada', 'bo', 'cleo')).toEqual([]);
  });
});

/** As a disk loses it: all objects loose, this one gone. */
function loseObject(object: string): void {
  const packs = join(here.remote, 'objects', 'pack');
  const moved = join(here.folder, 'packs');
  execFileSync('mv', [packs, moved]);
  execFileSync('mkdir', [packs]);
  for (const pack of readdirSync(moved).filter((name) => name.endsWith('.pack')))
    here.feed(readFileSync(join(moved, pack)), 'unpack-objects', '-q');
  rmSync(join(here.remote, 'objects', object.slice(0, 2), object.slice(2)));
}

describe('a forge that serves copies', () => {
  test('which are shallow is told, and nobody takes it for an empty one', async () => {
    await forge.open('bo').read();
    await append('ada', 'wiki');
    const shallow = join(here.folder, 'shallow.git');
    execFileSync('git', ['clone', '-q', '--bare', '--depth', '1', `file://${here.remote}`, shallow]);
    forge.show('all', shallow);
    for (const machine of ['bo', 'cleo']) {
      const error = await failure(forge.open(machine).read());
      expect(error).toMatchObject({ code: 'CHANGELOG_TRUNCATED', exitStatus: 12 });
      expect(error.message).toContain('shallow');
    }
    expect(await failure(recover('ada'))).toMatchObject({ code: 'CHANGELOG_TRUNCATED' });
    forge.show('all', here.remote);
    await append('ada', 'mail');
    expect(await problems('ada', 'bo', 'cleo')).toEqual([]);
  });

  test('which are old, to one person, is told; and that it goes on to do so', async () => {
    forge.copy('old');
    await append('ada', 'wiki');
    forge.show('ada', join(here.folder, 'old.git'), ['git-upload-pack']);
    expect(await failure(append('ada', 'mail'))).toMatchObject({ code: 'CHANGELOG_REWRITTEN' });
    const error = await failure(recover('ada'));
    expect(error).toMatchObject({ code: 'CHANGELOG_TRUNCATED' });
    expect(error.message).toContain('shows an old copy');
    // Somebody who never saw more cannot know; what they write is refused, for the forge itself has more.
    forge.show('bo', join(here.folder, 'old.git'), ['git-upload-pack']);
    expect(await failure(append('bo', 'mail'))).toMatchObject({ code: 'CHANGELOG_REFUSED' });
    for (const machine of ['ada', 'bo']) forge.show(machine, here.remote);
    await append('ada', 'mail');
    await append('bo', 'mail');
    expect(await problems('ada', 'bo', 'cleo')).toEqual([]);
  });
});
