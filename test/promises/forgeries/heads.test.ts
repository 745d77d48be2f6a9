import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { checkProof } from '../../../src/changelog/proofs/check-proof.js';
import { parsePolicy, type Policy } from '../../../src/tlog/note/policy.js';
import { stewardOf } from '../../changelog/entries.js';
import { expectFound, expectOpen } from './expect-found.js';
import { makeForge, removeTemplate, type Forge } from './forge.js';
import { headOf, lineOf, entryOf, seenOf, timeOf, withEntry } from './good-log.js';

// Each test runs dozens of gits.
jest.setTimeout(120_000);

let forge: Forge;
beforeEach(async () => void (forge = await makeForge()));
afterEach(() => forge.remove());
afterAll(removeTemplate);

/** The good log with another last entry, and one more where `more` says so. */
async function otherHistory(more = 0): Promise<string[]> {
  const { lines, keys } = forge.good;
  let other = [...lines.slice(0, 12), await lineOf({ ...entryOf(lines[12]!), decision: 'kept', app: 'pad' }, keys.bo)];
  for (let index = 0; index < more; index++)
    other = await withEntry(other, { ...stewardOf('wiki', 'op-bo'), actor: 'op-bo', time: timeOf(13) }, keys.bo);
  return other;
}

describe('a signed head', () => {
  test('of another log', async () => {
    const checkpoint = await headOf(forge.good.lines, { origin: 'coburg.example/changelog', seenBy: [] });
    expectFound(await forge.find({ checkpoint }), {
      alone: 'head-other-log',
      pinned: 'head-other-log',
      says: /^log\/checkpoint is the head of another log, coburg\.example\/changelog$/,
    });
  });

  test('signed by somebody who may not write', async () => {
    for (const by of ['eve', 'cy'] as const) {
      const checkpoint = await headOf(forge.good.lines, { by: [by] });
      expectFound(await forge.find({ checkpoint, witnesses: {} }), {
        alone: 'head-unsigned',
        pinned: 'head-unsigned',
        says: /^the head over 13 entries is signed by nobody who may write in this log, or was changed after it was signed$/,
      });
    }
  });

  test('signed by a key that had expired, by the times of two people', async () => {
    const { lines: good, keys } = forge.good;
    const later = { ...stewardOf('wiki', 'op-bo'), actor: 'op-bo', time: timeOf(14) };
    const lines = await withEntry(good, later, keys.bo);
    const before = await headOf(lines, { by: ['ci'], seenBy: [] });
    expect(
      (await forge.find({ lines, checkpoint: before, witnesses: {} })).alone.problems.map(({ code }) => code),
    ).toEqual(['quorum-missing']);
    const more = await withEntry(lines, { ...stewardOf('pad', 'op-ada'), actor: 'op-ada', time: timeOf(14) }, keys.ada);
    const checkpoint = await headOf(more, { by: ['ci'] });
    expectFound(await forge.find({ lines: more, checkpoint, witnesses: {} }), {
      alone: 'head-unsigned',
      pinned: 'head-unsigned',
    });
  });

  test('of another history, on a branch beside it, by a key that was revoked before, alarms nobody', async () => {
    const other = await headOf(await otherHistory(), { by: ['cy'], seenBy: [] });
    const { alone, deep } = await forge.find({ witnesses: { north: other } });
    for (const { problems } of [alone, deep]) expect(problems.map(({ code }) => code)).not.toContain('forked');
  });

  test('changed after it was signed', async () => {
    const checkpoint = (await headOf(forge.good.lines)).replace('\n13\n', '\n12\n');
    expectFound(await forge.find({ checkpoint }), { alone: 'head-unsigned', pinned: 'head-unsigned' });
  });

  test('with the wrong size', async () => {
    const { lines, keys } = forge.good;
    const more = await withEntry(lines, { ...stewardOf('wiki', 'op-bo'), actor: 'op-bo', time: timeOf(13) }, keys.bo);
    const checkpoint = await headOf(more, { size: 13, seenBy: [] });
    expectFound(await forge.find({ lines: more, checkpoint, witnesses: {} }), {
      alone: 'head-wrong-size',
      pinned: 'head-wrong-size',
      says: /^the signed head says 13 entries, but its root is the one over 14 \(certain\)$/,
    });
  });

  test('over other entries, while witnesses stand for those that are here', async () => {
    const { root } = seenOf(await otherHistory());
    const checkpoint = await headOf(forge.good.lines, { root: Buffer.from(root, 'base64'), seenBy: [] });
    expectFound(await forge.find({ checkpoint }), {
      alone: 'head-wrong-root',
      pinned: 'head-wrong-root',
      says: /^the first 13 entries are not those that were signed: some were changed, dropped, put in or swapped$/,
    });
  });

  test('that is none', async () => {
    expectFound(await forge.find({ checkpoint: 'x\n' }), { alone: 'head-malformed', pinned: 'head-malformed' });
  });

  test('taken away', async () => {
    expectFound(await forge.find({ checkpoint: null }), {
      alone: 'head-missing',
      pinned: 'head-missing',
      says: /^there is no signed head of this log, but entries here were written after a signed head over 12: .*certain/,
    });
  });

  test('of earlier, put back', async () => {
    const checkpoint = await headOf(forge.good.lines.slice(0, 9), { by: ['bo'] });
    expectFound(await forge.find({ checkpoint, witnesses: {} }), {
      alone: 'head-stale',
      pinned: 'head-stale',
      says: /^the signed head covers 9 entries, but entries here were written after a signed head over 12: .*certain/,
    });
  });

  test('over a shorter log, while witnesses have seen a longer one', async () => {
    const lines = forge.good.lines.slice(0, 11);
    const found = await forge.find({ lines, checkpoint: await headOf(lines, { seenBy: [] }) });
    expectFound(found, {
      alone: 'truncated',
      pinned: 'truncated',
      says: /^the witness north \(at 2026-11-22T13:40:00Z\) has signed for 13 entries; here are only 11: .*certain/,
      pinnedSays: /^entry 12 was, .* cut off/,
    });
  });
});

describe('an entry that no head covers yet', () => {
  test('is no alarm, and is said not to be final', async () => {
    const { lines: good, keys } = forge.good;
    const lines = await withEntry(good, { ...stewardOf('wiki', 'op-bo'), actor: 'op-bo', time: timeOf(13) }, keys.bo);
    const found = await forge.find({ lines });
    expectOpen({ ...found, quick: found.deep }, 'behind-head');
    expect(found.quick.problems).toEqual([]);
  });
});

describe('a cosignature', () => {
  test('of another head', async () => {
    const old = (await headOf(forge.good.lines.slice(0, 9), { by: [] })).split('\n\n')[1] ?? '';
    const checkpoint = `${await headOf(forge.good.lines, { seenBy: [] })}${old}`;
    expectFound(await forge.find({ checkpoint, witnesses: {} }), {
      alone: 'cosignature-wrong',
      pinned: 'cosignature-wrong',
      says: /^the head over 13 entries bears a cosignature in the name of the witness north that is not its own for this head/,
    });
  });

  test("of another head, on a witness's branch", async () => {
    const old = (await headOf(forge.good.lines.slice(0, 9), { by: [] })).split('\n\n')[1] ?? '';
    const north = `${await headOf(forge.good.lines, { seenBy: [] })}${old}`;
    const checkpoint = await headOf(forge.good.lines, { seenBy: ['south'] });
    expectFound(await forge.find({ checkpoint, witnesses: { north } }), {
      alone: 'cosignature-wrong',
      pinned: 'cosignature-wrong',
    });
  });

  test('too few', async () => {
    const checkpoint = await headOf(forge.good.lines, { seenBy: ['south'] });
    expectFound(await forge.find({ checkpoint, witnesses: {} }), {
      alone: 'quorum-missing',
      pinned: 'quorum-missing',
      says: /^too few witnesses have seen this log: only south; the policy asks for both$/,
    });
  });

  test('that is weeks old', async () => {
    const checkpoint = await headOf(forge.good.lines, { at: '2026-11-02T00:00:00Z' });
    expectFound(await forge.find({ checkpoint, witnesses: {} }), {
      alone: 'head-stale',
      pinned: 'head-stale',
      says: /^no witness has looked at this log since 2026-11-02T00:00:00Z: what came after it may be kept from you$/,
    });
  });
});

describe('a fork', () => {
  const policy = () => parsePolicy(forge.good.policy) as Policy;

  test('of equal sizes', async () => {
    const lines = await otherHistory();
    const found = await forge.find({ lines, checkpoint: await headOf(lines, { seenBy: [] }) });
    expectFound(found, {
      alone: 'forked',
      pinned: 'forked',
      says: /^the witness north \(at 2026-11-22T13:40:00Z\) has signed for other entries among the first 13: two histories .*certain/,
      pinnedSays: /^entry 13 was, .* of 2026-11-22T13:00:00Z by op-bo/,
    });
    for (const { fork } of [found.alone, found.deep, found.quick])
      expect(checkProof({ text: JSON.stringify(fork), policy: policy() })).toMatchObject({
        kind: 'fork',
        sizes: [13, 13],
      });
  });

  test('of unequal sizes, ours the shorter', async () => {
    const lines = await otherHistory(2);
    const found = await forge.find({ lines, checkpoint: await headOf(lines, { seenBy: [] }) });
    expectFound(found, { alone: 'forked', pinned: 'forked', pinnedSays: /^entry 13 was, .*|two histories/ });
    for (const { fork } of [found.alone, found.deep, found.quick])
      expect(checkProof({ text: JSON.stringify(fork), policy: policy() })).toMatchObject({
        kind: 'fork',
        sizes: [13, 15],
      });
  });

  test('of unequal sizes, ours the longer: shown by what this machine had', async () => {
    const { lines: good, keys } = forge.good;
    const lines = [...good.slice(0, 10), await lineOf({ ...entryOf(good[10]!), steward: 'op-cy' }, keys.bo)];
    const found = await forge.find({ lines, checkpoint: await headOf(lines, { seenBy: [] }), witnesses: {} });
    expectFound({ ...found, alone: found.deep }, { alone: 'forked', pinned: 'forked' });
    for (const { fork } of [found.deep, found.quick])
      expect(checkProof({ text: JSON.stringify(fork), policy: policy() })).toMatchObject({
        kind: 'fork',
        sizes: [11, 13],
      });
    // Both heads are signed by a writer: without either other copy or witness nobody can know.
    expect(found.alone.problems.map(({ code }) => code)).toEqual(['quorum-missing']);
  });

  test('proof is refused once anything in it is changed', async () => {
    const lines = await otherHistory(2);
    await forge.publish({ lines, checkpoint: await headOf(lines, { seenBy: [] }) });
    const { fork } = await forge.alone();
    const text = JSON.stringify(fork);
    expect(checkProof({ text, policy: policy() }).kind).toBe('fork');
    const good = await headOf(forge.good.lines);
    const changed = [
      text.replace('"version":1', '"version":2'),
      text.replace(/"origin":"[^"]*"/, '"origin":"coburg.example/changelog"'),
      JSON.stringify({ ...fork, heads: [good, good] }),
      JSON.stringify({ ...fork, heads: fork?.heads.toReversed() }),
      JSON.stringify({ ...fork, heads: [good.replace('\n13\n', '\n12\n'), fork?.heads[1]] }),
      JSON.stringify({ ...fork, heads: [good, (fork?.heads[1] ?? '').replace('\n15\n', '\n16\n')] }),
      JSON.stringify({ ...fork, otherRoot: seenOf(forge.good.lines).root }),
      JSON.stringify({ ...fork, otherRoot: seenOf(lines).root }),
      JSON.stringify({ ...fork, proof: fork?.proof.slice(1) }),
      JSON.stringify({ ...fork, proof: fork?.proof.toReversed() }),
      JSON.stringify({ ...fork, more: 1 }),
      '{}',
    ];
    for (const [index, each] of changed.entries())
      expect([index, checkProof({ text: each, policy: policy() }).kind]).toEqual([index, 'wrong']);
    const strangers = parsePolicy('quorum none\n') as Policy;
    expect(checkProof({ text, policy: strangers })).toMatchObject({ kind: 'wrong', why: /signed by no key/ });
  });
});

describe('history', () => {
  test('of git that was rewritten behind the same files', async () => {
    const found = await forge.find({ follows: false });
    expectFound(
      { ...found, alone: found.deep },
      {
        alone: 'history-rewritten',
        pinned: 'history-rewritten',
        says: /^git's history was rewritten since this machine last looked \(it had [0-9a-f]{12}, certain\)/,
      },
    );
    // Somebody who never saw it has nothing to compare: the entries are what counts.
    expect(found.alone.problems).toEqual([]);
  });

  test('with a merge that rewrote an old line', async () => {
    const { lines: good } = forge.good;
    const lines = [...good];
    lines[7] = lines[7]!.replace('"seconds":14', '"seconds":9');
    await forge.publish({ files: { 'NEWS.md': 'x' } });
    const base = forge.git('rev-parse', 'main~1').trim();
    const side = forge.feed('side', 'commit-tree', '-p', base, 'main^{tree}').trim();
    await forge.publish({ lines });
    const merge = forge.feed('merge', 'commit-tree', '-p', 'main~1', '-p', side, 'main^{tree}').trim();
    forge.git('update-ref', 'refs/heads/main', merge);
    expect(forge.git('merge-base', '--is-ancestor', base, 'main')).toBe('');
    expectFound(await forge.look(), {
      alone: 'altered',
      pinned: 'altered',
      entry: 8,
      says: /^entry 8 \(2026-11-22T12:10:00Z, op-bo\) was changed after it was signed/,
    });
  });
});
