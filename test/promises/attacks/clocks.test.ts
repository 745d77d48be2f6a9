import { beforeEach, describe, expect, test } from '@jest/globals';
import { findOpen } from '../../../src/changelog/verify/find-open.js';
import { recordContents } from '../../../src/record/record-contents.js';
import { makeOneTimeKey } from '../../../src/tools/record-keys.js';
import { intentOf, outcomeOf, stewardOf } from '../../changelog/entries.js';
import { seenOf, timeOf, type Key } from '../forgeries/good-log.js';
import { lets, makeChain, rules, youngChain, type Chain } from './chain.js';

const far = '2036-01-01T00:00:00Z';
const [bo, cy] = [makeOneTimeKey(), makeOneTimeKey()];
let chain: Chain;
let keys: Record<string, Key>;

beforeEach(async () => {
  const { chain: young, ada } = await youngChain();
  [chain, keys] = [young, { ada, bo, cy }];
  await chain.add(lets('op-bo', bo), ada);
  await chain.add(lets('op-cy', cy), ada);
});

function writes(who: string, time: string): Promise<string> {
  const key = keys[who];
  if (!key) throw new Error('nobody');
  return chain.add({ ...stewardOf(`app${chain.lines.length}`, null), actor: `op-${who}`, time }, key);
}

function openNow() {
  const { found, state } = chain.judge();
  return { found, open: findOpen(state, recordContents, timeOf(20)) };
}

describe('a clock far ahead', () => {
  test('of one person stops nobody, and is named, not those who write behind it', async () => {
    await writes('bo', timeOf(3));
    await writes('cy', far);
    await writes('ada', timeOf(5));
    await writes('bo', timeOf(6));
    const { found, open } = openNow();
    expect(found).toEqual([]);
    expect(open.map(({ code, entry }) => [code, entry])).toEqual([['dated-ahead', 5]]);
    expect(open[0]?.says).toMatch(
      /^entry 5 \(2036-01-01T00:00:00Z, op-cy\) bears a later time than entry 6 \(.*, op-ada\)/,
    );
  });

  test('is forgotten once its owner writes with a right one: two in turn stop nobody either', async () => {
    await writes('cy', far);
    await writes('cy', timeOf(4));
    await writes('bo', far);
    await writes('ada', timeOf(6));
    expect(openNow().found).toEqual([]);
  });

  test('of one person and of their job in CI, which may write about one app, stops nobody either', async () => {
    const ci = makeOneTimeKey();
    await chain.add(lets('op-ci', ci, { apps: ['wiki'], time: timeOf(3) }), keys['ada'] ?? ci);
    await writes('cy', far);
    await chain.add({ ...stewardOf('wiki', null), actor: 'op-ci', time: far }, ci);
    await writes('ada', timeOf(6));
    const { found, open } = openNow();
    expect(found).toEqual([]);
    expect(open.map(({ entry }) => entry)).toEqual([5, 6]);
  });

  test('of a run keeps nobody from telling what came of it, neither the run nor others', async () => {
    for (const closer of ['run', 'bo'] as const) {
      const run = makeOneTimeKey();
      const intent = { ...intentOf('wiki'), actor: 'op-cy', outcomeKey: run.publicKey, time: far, deadline: far };
      const id = await chain.add(intent, cy);
      const outcome = { ...outcomeOf({ id }), time: timeOf(5) };
      if (closer === 'run') await chain.add({ ...outcome, actor: 'op-cy' }, run);
      else await chain.add({ ...outcome, actor: 'op-bo', result: 'unknown' }, bo);
    }
    expect(openNow()).toMatchObject({ found: [], open: [{ code: 'dated-ahead' }, { code: 'dated-ahead' }] });
  });

  test('of whoever lets a key in shuts it out only until somebody speaks against it', async () => {
    const ci = makeOneTimeKey();
    keys['ci'] = ci;
    await chain.add(lets('op-ci', ci, { time: far }), keys['ada'] ?? ci);
    await writes('ci', timeOf(5));
    await writes('bo', timeOf(5));
    await writes('ci', timeOf(6));
    expect(openNow().found).toEqual(['backdated']);
  });

  test('of the first one does not shut the first one out', async () => {
    const first = makeOneTimeKey();
    keys = { first };
    chain = makeChain();
    const opening = { key: first.publicKey, noteKey: null, policy: null, draft: null, time: far };
    await chain.add({ type: 'log.open', actor: 'op-first', ...opening }, first);
    await writes('first', timeOf(3));
    expect(openNow()).toMatchObject({ found: [], open: [{ code: 'dated-ahead', entry: 1 }] });
  });

  test('of somebody who is no root lets no key of others expire', async () => {
    const ci = makeOneTimeKey();
    keys['ci'] = ci;
    await chain.add(lets('op-ci', ci, { expires: timeOf(20), time: timeOf(3) }), keys['ada'] ?? ci);
    await writes('cy', far);
    await writes('ci', timeOf(5));
    expect(openNow().found).toEqual([]);
  });
});

describe('an entry older than what two people wrote before it', () => {
  test('is backdated', async () => {
    await writes('bo', timeOf(9));
    await writes('cy', timeOf(10));
    await writes('ada', timeOf(4));
    expect(openNow().found).toEqual(['backdated']);
  });

  test('is so also where one of the two is a hundred years ahead', async () => {
    await writes('bo', timeOf(9));
    await writes('cy', far);
    await writes('ada', timeOf(4));
    expect(openNow().found).toEqual(['backdated']);
  });

  test('stays so, although its writers write on with an old clock', async () => {
    await writes('bo', timeOf(9));
    await writes('cy', timeOf(10));
    await writes('bo', timeOf(9));
    for (const who of ['bo', 'cy', 'ada']) await writes(who, timeOf(5));
    expect(openNow().found).toEqual(['backdated', 'backdated', 'backdated']);
  });
});

describe('two clocks far ahead', () => {
  test('bind everybody until the root keys put a policy into force, then nobody', async () => {
    await writes('bo', far);
    await writes('cy', far);
    await writes('ada', timeOf(5));
    expect(openNow().found).toEqual(['backdated']);
    await chain.add(rules([keys['ada'] ?? bo], 1, { time: timeOf(6) }), keys['ada'] ?? bo);
    for (const who of ['ada', 'bo', 'cy']) await writes(who, timeOf(8));
    const { found, open } = openNow();
    expect(found).toEqual(['backdated']);
    expect(open.map(({ code, entry }) => [code, entry])).toEqual([
      ['dated-ahead', 4],
      ['dated-ahead', 5],
    ]);
    await writes('ada', timeOf(1));
    expect(openNow().found).toEqual(['backdated', 'backdated']);
  });

  test('bind nobody whose head is older than the new policy either, and right times bind on', async () => {
    await writes('bo', timeOf(4));
    await writes('cy', timeOf(4));
    await writes('bo', far);
    await writes('cy', far);
    const seen = seenOf(chain.lines);
    await chain.add(rules([keys['ada'] ?? bo], 1, { time: timeOf(6) }), keys['ada'] ?? bo);
    await chain.add({ ...stewardOf('wiki', null), actor: 'op-bo', time: timeOf(7), seen }, bo);
    expect(openNow().found).toEqual([]);
    await chain.add({ ...stewardOf('wiki', null), actor: 'op-bo', time: timeOf(2), seen }, bo);
    expect(openNow().found).toEqual(['backdated']);
  });

  test('are not forgotten for a policy of somebody who is no root', async () => {
    await writes('bo', far);
    await writes('cy', far);
    await chain.add(rules([bo], 1, { actor: 'op-bo', time: timeOf(6) }), bo);
    expect(openNow().found).toEqual(['backdated']);
    await writes('ada', timeOf(7));
    expect(openNow().found).toEqual(['backdated', 'backdated']);
  });
});

describe('an entry older than what one other wrote', () => {
  test('stands, and both are named: which clock was wrong nobody can say', async () => {
    await writes('bo', timeOf(9));
    await writes('ada', timeOf(5));
    const { found, open } = openNow();
    expect(found).toEqual([]);
    expect(open.map(({ says }) => says)).toEqual([expect.stringMatching(/op-bo was ahead, or that of op-ada behind/)]);
  });
});

describe('a time that there is not', () => {
  const none = '2026-99-99T99:99:99Z';

  test('keeps its verdict where all before it is from when nobody checked times', async () => {
    await writes('bo', none);
    await writes('cy', '2026-11-30T12:00:00Z');
    expect(openNow().found).toEqual([]);
  });

  test('does not count behind an entry from when everybody does, whatever time it pretends to be of', async () => {
    await writes('bo', '2026-12-01T00:00:00Z');
    await writes('cy', none);
    await writes('cy', '2027-02-30T00:00:00Z');
    await writes('cy', '2027-01-01T24:00:00Z');
    await writes('bo', '2026-12-01T00:00:01Z');
    expect(openNow().found).toEqual(['no-such-time', 'no-such-time', 'no-such-time']);
  });

  test('does not count in any field', async () => {
    const ci = makeOneTimeKey();
    const entry = lets('op-ci', ci, { expires: '2027-02-29T00:00:00Z', time: '2026-12-02T00:00:00Z' });
    await chain.add(entry, keys['ada'] ?? ci);
    expect(openNow().found).toEqual(['no-such-time']);
  });
});
