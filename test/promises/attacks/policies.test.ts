import { beforeEach, describe, expect, test } from '@jest/globals';
import type { RegionPages } from '../../../src/record/pages/region-pages.js';
import { makeOneTimeKey } from '../../../src/tools/record-keys.js';
import { nameOf, type Key } from '../forgeries/good-log.js';
import { lets, rules, youngChain, type Chain } from './chain.js';

let chain: Chain;
let ada: Key;
const [bo, cy, second] = [makeOneTimeKey(), makeOneTimeKey(), makeOneTimeKey()];
beforeEach(async () => {
  ({ chain, ada } = await youngChain());
  await chain.add(lets('op-bo', bo), ada);
  await chain.add(lets('op-cy', cy), ada);
});

const approves = (actor: string, of: string) => ({ type: 'approve', actor, of });

describe('a policy', () => {
  test('does not count the word of a key that is a root no more', async () => {
    await chain.add(rules([ada, bo, cy], 2), ada);
    const old = await chain.add(rules([bo], 1, { actor: 'op-bo' }), bo);
    const without = await chain.add(rules([ada, cy], 2, { actor: 'op-cy' }), cy);
    await chain.add(approves('op-ada', without), ada);
    await chain.add(approves('op-ada', old), ada);
    const { found, state } = chain.judge();
    expect(found).toEqual([]);
    expect({ roots: state.rootKeys, threshold: state.threshold }).toEqual({
      roots: [nameOf(ada), nameOf(cy)],
      threshold: 2,
    });
    expect((state.pages as RegionPages).policy).toMatchObject({ roots: [nameOf(ada), nameOf(cy)], threshold: 2 });
  });

  test('is not settled by two keys of one person', async () => {
    await chain.add(lets('op-ada', second), ada);
    await chain.add(rules([ada, second, bo], 2), ada);
    const wanted = await chain.add(rules([ada], 1), ada);
    await chain.add(approves('op-ada', wanted), second);
    expect(chain.judge().found).toEqual(['approves-nothing']);
  });

  test.each([
    ['two keys of one person, where two people must decide', () => [ada, second], 2],
    ['a key that may not record', () => [bo, second], 2],
  ])('cannot ask for %s: nobody could ever change it again', async (_, roots, threshold) => {
    await chain.add(lets('op-ada', second, { does: ['keys'] }), ada);
    await chain.add(rules(roots(), threshold), ada);
    expect(chain.judge().found).toEqual(['policy-without-quorum']);
  });

  test('cannot make a key that expires or writes about some apps alone the one that decides', async () => {
    await chain.add(lets('op-dora', second, { apps: ['wiki'] }), ada);
    await chain.add(rules([second], 1), ada);
    expect(chain.judge().found).toEqual(['policy-without-quorum']);
  });

  test('loses no second person by revoking, where two keys of one are left', async () => {
    await chain.add(lets('op-ada', second), ada);
    await chain.add(rules([ada, second, bo], 2), ada);
    await chain.add({ type: 'key.revoke', actor: 'op-ada', key: nameOf(bo), reason: 'lost' }, ada);
    expect(chain.judge().found).toEqual(['policy-without-quorum']);
  });
});
