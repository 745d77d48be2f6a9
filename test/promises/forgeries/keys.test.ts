import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { intentOf, outcomeOf, stewardOf } from '../../changelog/entries.js';
import { expectFound, expectOpen } from './expect-found.js';
import { makeForge, removeTemplate, type Forge } from './forge.js';
import { headOf, idOf, letIn, nameOf, timeOf, withEntry, type Draft, type Key } from './good-log.js';

// Each test runs dozens of gits.
jest.setTimeout(120_000);

let forge: Forge;
beforeEach(async () => void (forge = await makeForge()));
afterEach(() => forge.remove());
afterAll(removeTemplate);

/** A steward for an app, by somebody. */
function entryBy(who: string, app = 'wiki', changes: Draft = {}): Draft {
  return { ...stewardOf(app, 'op-bo'), actor: `op-${who}`, time: timeOf(13), ...changes };
}

/** An entry more, with a head of a writer over it: as if the next writer had not looked. */
async function findMore(entry: Draft, key: Key) {
  const lines = await withEntry(forge.good.lines, entry, key);
  return forge.find({ lines, checkpoint: await headOf(lines) });
}

describe('an entry under a signed head', () => {
  test('signed by a key that nobody let in', async () => {
    const { eve } = forge.good.keys;
    expectFound(await findMore(entryBy('eve'), eve), {
      alone: 'unknown-key',
      pinned: 'unknown-key',
      entry: 14,
      says: /^entry 14 \(2026-11-22T13:10:00Z, op-eve\) is signed by the key SHA256:\S+, which nobody let in$/,
    });
  });

  test('signed by a revoked key', async () => {
    expectFound(await findMore(entryBy('cy'), forge.good.keys.cy), {
      alone: 'revoked-key',
      pinned: 'revoked-key',
      entry: 14,
      says: /^entry 14 \(.*, op-cy\) is signed by the key SHA256:\S+ of op-cy, which entry 5 had revoked$/,
    });
  });

  test('signed by an expired key', async () => {
    expectFound(await findMore(entryBy('ci'), forge.good.keys.ci), {
      alone: 'expired-key',
      pinned: 'expired-key',
      entry: 14,
      says: /^entry 14 .* good until 2026-11-22T13:00:00Z$/,
    });
  });

  test('beyond the apps of its key', async () => {
    const entry = entryBy('ci', 'mail', { time: timeOf(12) });
    expectFound(await findMore(entry, forge.good.keys.ci), {
      alone: 'out-of-scope',
      pinned: 'out-of-scope',
      entry: 14,
      says: /^entry 14 .* is about mail, but the key SHA256:\S+ may only write about wiki$/,
    });
  });

  test('beyond the power of its key', async () => {
    expectFound(await findMore(letIn('eve', { actor: 'op-bo' }), forge.good.keys.bo), {
      alone: 'out-of-scope',
      pinned: 'out-of-scope',
      entry: 14,
      says: /^entry 14 .*op-bo\) is signed by the key SHA256:\S+, which may not do that \(keys\)$/,
    });
  });

  test('in the name of somebody else', async () => {
    expectFound(await findMore(entryBy('ada'), forge.good.keys.bo), {
      alone: 'wrong-actor',
      pinned: 'wrong-actor',
      entry: 14,
      says: /^entry 14 .*op-ada\) is signed by the key SHA256:\S+, which is that of op-bo$/,
    });
  });

  test('by which a key lets itself in', async () => {
    expectFound(await findMore(letIn('eve', { actor: 'op-eve' }), forge.good.keys.eve), {
      alone: 'key-added-itself',
      pinned: 'key-added-itself',
      entry: 14,
      says: /^entry 14 .* wants to let in the key SHA256:\S+ with that key itself$/,
    });
  });

  test('by which a revoked key comes back', async () => {
    expectFound(await findMore(letIn('cy'), forge.good.keys.ada), {
      alone: 'key-known',
      pinned: 'key-known',
      entry: 14,
    });
  });

  test('by which a key names a successor with more power', async () => {
    const { bo } = forge.good.keys;
    const entry = letIn('dora', { actor: 'op-bo', holder: 'op-bo', does: ['record', 'keys'], replaces: nameOf(bo) });
    expectFound(await findMore(entry, bo), {
      alone: 'out-of-scope',
      pinned: 'out-of-scope',
      says: /gives its successor more than the key itself may do/,
    });
  });

  test('by which somebody without a root key changes the policy', async () => {
    const { keys, policy } = forge.good;
    const entries = await withEntry(forge.good.lines, letIn('dora', { does: ['record', 'keys'] }), keys.ada);
    const roots = [nameOf(keys.dora)];
    const lines = await withEntry(
      entries,
      { type: 'policy', actor: 'op-dora', policy, roots, threshold: 1 },
      keys.dora,
    );
    expectFound(await forge.find({ lines, checkpoint: await headOf(lines) }), {
      alone: 'policy-without-quorum',
      pinned: 'policy-without-quorum',
      entry: 15,
      says: /^entry 15 .*op-dora\) changes the policy with the key SHA256:\S+, which is no root key$/,
    });
  });

  test('that proposes a policy is not yet one: its own key alone signs no quorum away', async () => {
    const { keys, lines: good } = forge.good;
    const policy = 'quorum none\n';
    const lines = await withEntry(
      good,
      { type: 'policy', actor: 'op-bo', policy, roots: [nameOf(keys.bo)], threshold: 1 },
      keys.bo,
    );
    const checkpoint = await headOf(lines, { seenBy: [] });
    expectFound(await forge.find({ lines, checkpoint, witnesses: {} }), {
      alone: 'quorum-missing',
      pinned: 'quorum-missing',
      says: /^too few witnesses have seen this log: none of them; the policy asks for both$/,
    });
  });

  test('replayed', async () => {
    const lines = [...forge.good.lines, forge.good.lines[10]!];
    expectFound(await forge.find({ lines, checkpoint: await headOf(lines) }), {
      alone: 'entry-twice',
      pinned: 'entry-twice',
      entry: 14,
      says: /^entry 14 \(2026-11-22T12:40:00Z, op-bo\) stands here a second time$/,
    });
  });

  test('of another log', async () => {
    const entry = entryBy('bo', 'wiki', { log: 'coburg.example/changelog' });
    expectFound(await findMore(entry, forge.good.keys.bo), {
      alone: 'entry-other-log',
      pinned: 'entry-other-log',
      entry: 14,
      says: /belongs to another log, coburg\.example\/changelog$/,
    });
  });

  test('that opens the log again', async () => {
    const entry = {
      type: 'log.open',
      actor: 'op-eve',
      key: forge.good.keys.eve.publicKey,
      noteKey: null,
      policy: null,
    };
    expectFound(await findMore({ ...entry, draft: null }, forge.good.keys.eve), {
      alone: 'log-opened-twice',
      pinned: 'log-opened-twice',
      entry: 14,
    });
  });
});

describe('an outcome', () => {
  const told = (app = 'mail', changes: Draft = {}) => ({
    ...outcomeOf({ id: idOf(forge.good.lines[11]!), app }),
    actor: 'op-ada',
    time: timeOf(13),
    ...changes,
  });

  test('signed with the one-time key of another run', async () => {
    expectFound(await findMore(told(), forge.good.runs[0]!), {
      alone: 'one-time-key-misused',
      pinned: 'one-time-key-misused',
      entry: 14,
      says: /^entry 14 .* is signed with the one-time key of another announcement, entry 7/,
    });
  });

  test('that says "done" late, without the one-time key', async () => {
    expectFound(await findMore(told(), forge.good.keys.ada), {
      alone: 'one-time-key-misused',
      pinned: 'one-time-key-misused',
      entry: 14,
      says: /^entry 14 .* says "done" without the key that its announcement names$/,
    });
  });

  test('of another step than was announced', async () => {
    expectFound(await findMore(told('wiki'), forge.good.runs[2]!), {
      alone: 'outcome-of-other-step',
      pinned: 'outcome-of-other-step',
      entry: 14,
      says: /is about wiki on brunswick, but mail on brunswick was announced \(entry 12\)/,
    });
  });

  test('of something that nobody announced', async () => {
    expectFound(await findMore(told('mail', { intent: 'x'.repeat(43) }), forge.good.keys.ada), {
      alone: 'outcome-without-intent',
      pinned: 'outcome-without-intent',
      entry: 14,
      says: /^entry 14 .*op-ada\) tells an outcome of something that is not announced and open here$/,
    });
  });

  test('told twice', async () => {
    const again = { ...told('wiki'), intent: idOf(forge.good.lines[6]!), seconds: 15 };
    expectFound(await findMore(again, forge.good.runs[0]!), {
      alone: 'outcome-twice',
      pinned: 'outcome-twice',
      entry: 14,
    });
  });

  test('older than its announcement', async () => {
    expectFound(await findMore(told('mail', { time: timeOf(9) }), forge.good.runs[2]!), {
      alone: 'backdated',
      pinned: 'backdated',
      entry: 14,
      says: /before its announcement \(2026-11-22T12:50:00Z\)/,
    });
  });
});

describe('broken glass', () => {
  const broken = (announcement: number, actor: string) => ({
    type: 'breakglass',
    actor,
    intent: idOf(forge.good.lines[announcement]!),
    detail: 'd'.repeat(43),
    time: timeOf(13),
  });

  test('for steps whose outcome was told already', async () => {
    expectFound(await findMore(broken(6, 'op-bo'), forge.good.keys.bo), {
      alone: 'outcome-without-intent',
      pinned: 'outcome-without-intent',
      entry: 14,
      says: /^entry 14 .*op-bo\) takes steps that are not announced and open here$/,
    });
  });

  test('that nobody else looked at is no alarm, and is named', async () => {
    expectOpen(await findMore(broken(11, 'op-ada'), forge.good.keys.ada), 'breakglass-unconfirmed');
  });
});

describe('an announcement', () => {
  test('of which nobody told what came by its deadline is no alarm, and is named', async () => {
    const { eve, bo } = forge.good.keys;
    const late = { ...intentOf('pad', { deadline: '2026-11-22T13:30:00Z' }), actor: 'op-bo', time: timeOf(13) };
    expectOpen(await findMore({ ...late, outcomeKey: eve.publicKey }, bo), 'dangling-intent');
  });
});

describe('junk behind the last head', () => {
  test('is no alarm, is named, and the next writer drops it and signs over the rest', async () => {
    const { good } = forge;
    const mine = await withEntry(
      good.lines,
      { ...intentOf('pad'), actor: 'op-bo', time: timeOf(13), outcomeKey: good.keys.eve.publicKey },
      good.keys.bo,
    );
    const [junk = ''] = (await withEntry(good.lines, entryBy('eve'), good.keys.eve)).slice(-1);
    const found = await forge.find({ lines: [...good.lines, junk, '{"not":"json', ...mine.slice(-1), junk] });
    expectOpen({ ...found, quick: found.deep }, 'unknown-key');
    expect(found.quick.problems).toEqual([]);
    const says = found.alone.open.map((problem) => problem.says).join('\n');
    expect(says).toMatch(/entry 14 .*op-eve.*which nobody let in; it stands behind the signed head, the next writer/);
    expect(found.alone.size).toBe(14);
    expect(await appended()).toEqual([[], 15, 15]);
    const text = forge.git('show', 'main:log/entries/000.ndjson');
    expect([text.includes(junk), text.includes(mine.at(-1) ?? '')]).toEqual([false, true]);
  });

  test('is dropped with the files that it filled', async () => {
    const lines = [...forge.good.lines, ...Array.from({ length: 600 }, (_, index) => `junk ${index}`)];
    const found = await forge.find({ lines });
    expect(found.alone.problems).toEqual([]);
    expect(found.quick.problems).toEqual([]);
    expect(await appended()).toEqual([[], 14, 14]);
    expect(forge.git('ls-tree', '-r', '--name-only', 'main', 'log/')).toBe('log/checkpoint\nlog/entries/000.ndjson\n');
  });

  async function appended() {
    await forge.writer('bo').append([{ ...intentOf('wiki'), actor: 'op-bo', time: timeOf(14) }]);
    const { problems, size, signed } = await forge.alone();
    return [problems, size, signed];
  }
});
