import { afterAll, afterEach, beforeEach, describe, jest, test } from '@jest/globals';
import { expectFound } from './expect-found.js';
import { makeForge, removeTemplate, type Forge } from './forge.js';
import { entryOf, headOf, lineOf, timeOf, withEntry } from './good-log.js';
import { intentOf, stewardOf } from '../../changelog/entries.js';

// Each test runs dozens of gits.
jest.setTimeout(120_000);

let forge: Forge;
beforeEach(async () => void (forge = await makeForge()));
afterEach(() => forge.remove());
afterAll(removeTemplate);

/** The good lines with some of them changed. */
function withLines(change: (lines: string[]) => void): string[] {
  const lines = [...forge.good.lines];
  change(lines);
  return lines;
}

describe('lines that somebody changed who can only push', () => {
  test('an altered byte of what an entry says', async () => {
    const lines = withLines((all) => (all[7] = all[7]!.replace('"result":"done"', '"result":"fail"')));
    const broken = withLines((all) => (all[7] = all[7]!.replace('"seconds":14', '"seconds":15')));
    expectFound(await forge.find({ lines: broken }), {
      alone: 'altered',
      pinned: 'altered',
      entry: 8,
      says: /^entry 8 \(2026-11-22T12:10:00Z, op-bo\) was changed after it was signed/,
      pinnedSays:
        /^entry 8 was, .* of 2026-11-22T12:10:00Z by op-bo: .*done.*in its place stands now, without a signature that fits/,
    });
    expectFound(await forge.find({ lines }), {
      alone: 'line-not-an-entry',
      pinned: 'altered',
      entry: 8,
      says: /^entry 8 says something that an entry of this log cannot say \(at result\)/,
    });
  });

  test('a known entry with a broken signature', async () => {
    const lines = withLines((all) => {
      const signature = (line: string) => /"sig":"[^"]*"/.exec(line)?.[0] ?? '';
      all[6] = all[6]!.replace(signature(all[6]!), signature(all[12]!));
    });
    expectFound(await forge.find({ lines }), {
      alone: 'altered',
      pinned: 'altered',
      entry: 7,
      says: /^entry 7 .*bears the signature of something else/,
      pinnedSays: /the same words stand there now with another signature/,
    });
  });

  test('a dropped entry', async () => {
    const lines = withLines((all) => void all.splice(10, 1));
    expectFound(await forge.find({ lines }), {
      alone: 'dropped',
      pinned: 'dropped',
      entry: 9,
      pinnedEntry: 11,
      says: /^1 entry is missing between entry 8 \(2026-11-22T12:10:00Z, op-bo\) and entry 11 \(2026-11-22T12:50:00Z, op-ada\).*certain/,
      pinnedSays: /^entry 11 was, .* of 2026-11-22T12:40:00Z by op-bo: .*mail.*it is no longer there \(certain/,
    });
  });

  test('a dropped announcement is told before all that follows from it', async () => {
    const lines = withLines((all) => void all.splice(8, 1));
    expectFound(await forge.find({ lines }), {
      alone: 'dropped',
      pinned: 'dropped',
      entry: 7,
      pinnedEntry: 9,
      says: /between entry 6 .* and entry 10/,
    });
  });

  test('a dropped key entry is told before the signatures that nobody can check any more', async () => {
    const lines = withLines((all) => void all.splice(1, 1));
    expectFound(await forge.find({ lines }), {
      alone: 'dropped',
      pinned: 'dropped',
      entry: 1,
      pinnedEntry: 2,
      says: /between the beginning and entry 2 /,
    });
  });

  test('an inserted entry, although its writer may write', async () => {
    const { lines: good, keys } = forge.good;
    const [more = ''] = (
      await withEntry(good.slice(0, 6), { ...stewardOf('pad', 'op-bo'), actor: 'op-bo', time: timeOf(6) }, keys.bo)
    ).slice(-1);
    const lines = withLines((all) => void all.splice(6, 0, more));
    expectFound(await forge.find({ lines }), {
      alone: 'inserted',
      pinned: 'inserted',
      entry: 7,
      says: /^entry 7 \(2026-11-22T12:00:00Z, op-bo\) was put in afterwards.*certain/,
      pinnedSays: /^entry 7 \(2026-11-22T12:00:00Z, op-bo\) was not there when this machine last looked.*certain/,
    });
  });

  test('two swapped entries', async () => {
    const lines = withLines((all) => void all.splice(9, 2, all[10]!, all[9]!));
    expectFound(await forge.find({ lines }), {
      alone: 'swapped',
      pinned: 'swapped',
      entry: 10,
      says: /^entry 10 \(2026-11-22T12:40:00Z, op-bo\) and entry 11 \(2026-11-22T12:30:00Z, op-ada\) were swapped.*certain/,
      pinnedSays: /was entry 11 when this machine last looked: entries were swapped/,
    });
  });

  test('two swapped entries with others between them', async () => {
    const lines = withLines((all) => void ([all[6], all[10]] = [all[10]!, all[6]!]));
    expectFound(await forge.find({ lines }), {
      alone: 'swapped',
      pinned: 'swapped',
      entry: 7,
      says: /^entry 7 .* and entry 11 /,
    });
  });

  test('a cut-off end', async () => {
    expectFound(await forge.find({ lines: withLines((all) => void all.splice(12)) }), {
      alone: 'truncated',
      pinned: 'truncated',
      entry: 13,
      says: /^1 entry is missing at the end, behind entry 12 \(2026-11-22T12:50:00Z, op-ada\).*certain/,
      pinnedSays: /^entry 13 was, .* it was cut off with all behind it \(certain/,
    });
  });

  test('all entries gone', async () => {
    const found = await forge.find({ lines: [] });
    expectFound({ ...found, alone: found.deep }, { alone: 'truncated', pinned: 'truncated' });
  });

  test('an entry that its own writer replaced by another one', async () => {
    const { lines: good, keys } = forge.good;
    const other = await lineOf({ ...entryOf(good[10]!), steward: 'op-cy' }, keys.bo);
    expectFound(await forge.find({ lines: withLines((all) => (all[10] = other)) }), {
      alone: 'rewritten',
      pinned: 'altered',
      entry: 11,
      says: /^entries between entry 10 .* and entry 12 .* are not those that were signed for.*certain.*which, nobody can say/,
      pinnedSays: /in its place stands now, signed by SHA256:.*op-cy/,
    });
  });
});

describe('lines that somebody changed whose head the log takes', () => {
  test('a dropped entry under a new head', async () => {
    const lines = withLines((all) => void all.splice(10, 1));
    const checkpoint = await headOf(lines, { seenBy: [] });
    expectFound(await forge.find({ lines, checkpoint, witnesses: {} }), {
      alone: 'dropped',
      pinned: 'dropped',
      entry: 9,
      pinnedEntry: 11,
      says: /^1 entry is missing between entry 8 .* and entry 11 .*: taken out \(certain: op-ada signed entry 11/,
    });
  });

  test('an inserted entry under a new head', async () => {
    const { lines: good, keys } = forge.good;
    const [more = ''] = (
      await withEntry(good.slice(0, 6), { ...stewardOf('pad', 'op-bo'), actor: 'op-bo', time: timeOf(6) }, keys.bo)
    ).slice(-1);
    const lines = withLines((all) => void all.splice(6, 0, more));
    const checkpoint = await headOf(lines, { seenBy: [] });
    expectFound(await forge.find({ lines, checkpoint, witnesses: {} }), {
      alone: 'inserted',
      pinned: 'inserted',
      entry: 7,
      says: /certain: op-bo signed entry 8|certain: op-ada signed entry 10/,
    });
  });

  test('swapped entries under a new head', async () => {
    const lines = withLines((all) => void all.splice(9, 2, all[10]!, all[9]!));
    const checkpoint = await headOf(lines, { seenBy: [] });
    expectFound(await forge.find({ lines, checkpoint, witnesses: {} }), {
      alone: 'swapped',
      pinned: 'swapped',
      entry: 10,
    });
  });

  test('a backdated entry', async () => {
    const { lines: good, keys } = forge.good;
    const lines = await withEntry(good, { ...stewardOf('pad', 'op-bo'), actor: 'op-bo', time: timeOf(3) }, keys.bo);
    expectFound(await forge.find({ lines, checkpoint: await headOf(lines) }), {
      alone: 'backdated',
      pinned: 'backdated',
      entry: 14,
      says: /^entry 14 \(2026-11-22T11:30:00Z, op-bo\) bears a time earlier than that of entries of two people which its writer had already seen \(2026-11-22T12:50:00Z\)/,
    });
  });

  test('an entry of the 30th of February', async () => {
    const { lines: good, keys } = forge.good;
    const dated = (time: string) => ({ ...stewardOf('pad', 'op-bo'), actor: 'op-bo', time });
    const first = await withEntry(good, dated('2026-12-01T00:00:00Z'), keys.bo);
    const lines = await withEntry(first, dated('2027-02-30T00:00:00Z'), keys.bo);
    expectFound(await forge.find({ lines, checkpoint: await headOf(lines) }), {
      alone: 'no-such-time',
      pinned: 'no-such-time',
      entry: 15,
      says: /^entry 15 \(2027-02-30T00:00:00Z, op-bo\) names a time that there is not \(time\)/,
    });
  });

  test('an entry that was written behind another history', async () => {
    const { lines: good, keys } = forge.good;
    const [last = ''] = (
      await withEntry(
        [...good.slice(0, 12), good[0]!],
        { ...intentOf('pad'), actor: 'op-bo', time: timeOf(13), outcomeKey: keys.eve.publicKey },
        keys.bo,
      )
    ).slice(-1);
    const lines = [...good, last];
    expectFound(await forge.find({ lines, checkpoint: await headOf(lines) }), {
      alone: 'seen-other-history',
      pinned: 'seen-other-history',
      entry: 14,
    });
  });
});
