import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { makeDetail } from '../../../src/changelog/detail.js';
import { realAge } from '../../../src/tools/age.js';
import { fixedRandom } from '../../support/fixed-random.js';
import { expectFound, expectOpen } from './expect-found.js';
import { makeForge, removeTemplate, type Forge } from './forge.js';
import { entryOf, headOf, idOf, timeOf, withEntry } from './good-log.js';

// Each test runs dozens of gits.
jest.setTimeout(120_000);

let forge: Forge;
beforeEach(async () => void (forge = await makeForge()));
afterEach(() => forge.remove());
afterAll(removeTemplate);

/** Names and texts of the two details. */
function details(): [string, string][] {
  return forge.good.details.map(({ commitment, file }) => [`details/${commitment}`, file]);
}

/** Two people agree to erase the text of entry 7. */
async function erased(): Promise<{ lines: string[]; checkpoint: string }> {
  const {
    lines: good,
    keys,
    details: [first],
  } = forge.good;
  const commitments = [first?.commitment];
  const wish = {
    type: 'erase',
    actor: 'op-ada',
    of: idOf(good[6]!),
    commitments,
    detail: makeDetail('law', fixedRandom()).commitment,
  };
  const asked = await withEntry(good, wish, keys.ada);
  const lines = await withEntry(
    asked,
    { type: 'approve', actor: 'op-bo', of: idOf(asked.at(-1)!), time: timeOf(14) },
    keys.bo,
  );
  return { lines, checkpoint: await headOf(lines) };
}

describe('an erasing', () => {
  test.each([
    ['texts of another entry', (good: readonly string[]) => idOf(good[8] ?? ''), 'do not belong to the entry'],
    ['an entry of which there is none', () => 'x'.repeat(43), 'of an entry that is not here'],
  ])('of %s', async (_, of, why) => {
    const { lines: good, keys, details: known } = forge.good;
    const wish = { type: 'erase', actor: 'op-ada', of: of(good), commitments: [known[0]?.commitment] };
    const lines = await withEntry(good, { ...wish, detail: makeDetail('law', fixedRandom()).commitment }, keys.ada);
    expectFound(await forge.find({ lines, checkpoint: await headOf(lines) }), {
      alone: 'erases-nothing',
      pinned: 'erases-nothing',
      entry: 14,
      says: new RegExp(`^entry 14 .* wants to erase texts .*${why}`),
    });
  });
});

describe('texts beside the log', () => {
  test('of another kind than was committed to: sealed for open, open for sealed', async () => {
    const recipient = await realAge.recipientOf(await realAge.makeIdentity());
    const [[why, text] = ['', '']] = details();
    const { plan = '' } = entryOf(forge.good.lines[6]!) as { plan?: string };
    const changed = { [why]: await realAge.seal(text, [recipient]), [`details/${plan}`]: 'SECRET=1' };
    const { alone, deep } = await forge.find({ details: { ...Object.fromEntries(details()), ...changed } });
    for (const { problems } of [alone, deep])
      expect(problems.map(({ code, entry, says }) => [code, entry, says.split(') ')[1]])).toEqual([
        ['detail-altered', 7, 'committed to a text for everybody, and something sealed now lies in its place'],
        ['detail-altered', 7, 'has a plan that is sealed for some, and something open now lies in its place'],
      ]);
  });

  test('that were altered', async () => {
    const [[name, text] = ['', ''], other = ['', '']] = details();
    const changed = Object.fromEntries([[name, `${text}!`], other]);
    const found = await forge.find({ details: changed });
    expectFound(
      { ...found, quick: found.deep },
      {
        alone: 'detail-altered',
        pinned: 'detail-altered',
        entry: 7,
        says: /^entry 7 \(2026-11-22T12:00:00Z, op-bo\) committed to another text than the one that now lies beside it$/,
      },
    );
  });

  test('that were swapped', async () => {
    const [[one, text] = ['', ''], [other, otherText] = ['', '']] = details();
    const { alone, deep } = await forge.find({ details: { [one]: otherText, [other]: text } });
    for (const { problems } of [alone, deep])
      expect(problems.map(({ code, entry }) => [code, entry])).toEqual([
        ['detail-altered', 7],
        ['detail-altered', 9],
      ]);
  });

  test('that no entry named', async () => {
    const more = { [`details/${'x'.repeat(43)}`]: 'rumours' };
    const found = await forge.find({ details: { ...Object.fromEntries(details()), ...more } });
    expectFound({ ...found, quick: found.deep }, { alone: 'detail-unknown', pinned: 'detail-unknown' });
  });

  test('that are not there are no alarm', async () => {
    const found = await forge.find({ details: Object.fromEntries(details().slice(1)) });
    expectOpen({ ...found, quick: found.deep }, 'detail-absent');
  });

  test('that two people had erased and that still lie there', async () => {
    const found = await forge.find(await erased());
    expectFound(
      { ...found, quick: found.deep },
      {
        alone: 'detail-not-erased',
        pinned: 'detail-not-erased',
        entry: 7,
        says: /^entry 7 .* has a text of its own that two people erased, and that is there$/,
      },
    );
  });

  test('that two people had erased and that still lie in the history', async () => {
    await forge.publish(await erased());
    const [[name] = ['']] = details();
    forge.rewrite('details', (rows) => rows.map((row) => (row.endsWith(name) ? `0 ${'0'.repeat(40)}\t${name}` : row)));
    const found = await forge.look();
    expectFound(
      { ...found, quick: found.deep },
      {
        alone: 'detail-not-erased',
        pinned: 'detail-not-erased',
        says: /two people erased, still lies in the history of the branch details$/,
      },
    );
  });

  test('that two people had erased and that are gone are as they should be', async () => {
    const found = await forge.find({ ...(await erased()), details: Object.fromEntries(details().slice(1)) });
    expectOpen({ ...found, quick: found.deep }, 'detail-absent');
    expect(found.alone.open.map(({ says }) => says).join()).toMatch(/entry 7 .*it was erased by two people/);
  });
});
