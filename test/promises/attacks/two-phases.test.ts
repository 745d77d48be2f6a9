import { beforeEach, describe, expect, test } from '@jest/globals';
import type { RegionPages } from '../../../src/record/pages/region-pages.js';
import { makeOneTimeKey } from '../../../src/tools/record-keys.js';
import { intentOf, outcomeOf } from '../../changelog/entries.js';
import { timeOf, type Key } from '../forgeries/good-log.js';
import { lets, youngChain, type Chain } from './chain.js';

let chain: Chain;
let ada: Key;
const [bo, run] = [makeOneTimeKey(), makeOneTimeKey()];
beforeEach(async () => {
  ({ chain, ada } = await youngChain());
  await chain.add(lets('op-bo', bo), ada);
});

function announces(actor: string, outcomeKey: Key) {
  return { ...intentOf('wiki'), actor, outcomeKey: outcomeKey.publicKey, time: timeOf(2) };
}

describe('an outcome', () => {
  test('cannot be put into the mouth of somebody else', async () => {
    const id = await chain.add(announces('op-bo', run), bo);
    await chain.add({ ...outcomeOf({ id }), actor: 'op-ada', time: timeOf(3) }, run);
    expect(chain.judge().found).toEqual(['wrong-actor']);
  });

  test('is not refused because somebody let the one-time key in as their own', async () => {
    const id = await chain.add(announces('op-bo', run), bo);
    await chain.add(lets('op-zed', run), ada);
    await chain.add({ ...outcomeOf({ id }), actor: 'op-bo', time: timeOf(4) }, run);
    expect(chain.judge().found).toEqual([]);
  });

  test('is heard from the run itself, although somebody else was faster to call it unknown; once', async () => {
    const id = await chain.add(announces('op-ada', run), ada);
    await chain.add({ ...outcomeOf({ id }), result: 'unknown', actor: 'op-bo', time: timeOf(2) }, bo);
    expect(chain.judge().state.intents).toEqual({});
    await chain.add({ ...outcomeOf({ id }), actor: 'op-ada', time: timeOf(3) }, run);
    const { found, state } = chain.judge();
    expect(found).toEqual([]);
    expect(state.closedByOthers).toEqual({});
    const { apps } = state.pages as RegionPages;
    expect(apps['wiki']?.changes.map(({ came }) => came?.result)).toEqual([
      'nobody knows what came of it, as op-bo tells',
      'done in 14 s, as the run itself tells',
    ]);
    await chain.add({ ...outcomeOf({ id }), actor: 'op-ada', result: 'failed', time: timeOf(4) }, run);
    expect(chain.judge().found).toEqual(['unknown-key']);
  });

  test('of the run is not called unknown afterwards, nor twice by others', async () => {
    const id = await chain.add(announces('op-ada', run), ada);
    const unknown = { ...outcomeOf({ id }), result: 'unknown', actor: 'op-bo' };
    await chain.add({ ...unknown, time: timeOf(2) }, bo);
    await chain.add({ ...unknown, time: timeOf(3) }, bo);
    await chain.add({ ...outcomeOf({ id }), actor: 'op-ada', time: timeOf(4) }, run);
    await chain.add({ ...unknown, time: timeOf(5) }, bo);
    expect(chain.judge().found).toEqual(['outcome-twice', 'outcome-twice']);
  });

  test('is not announced with a record key: that signs more than one run', async () => {
    await chain.add(announces('op-bo', ada), bo);
    expect(chain.judge().found).toEqual(['one-time-key-misused']);
  });
});

describe('broken glass', () => {
  test('is not taken on by a friend, so that one confirms it oneself', async () => {
    const intent = await chain.add(announces('op-ada', run), ada);
    const of = await chain.add({ type: 'breakglass', actor: 'op-bo', intent, detail: 'd'.repeat(43) }, bo);
    await chain.add({ type: 'confirm', actor: 'op-ada', of }, ada);
    expect(chain.judge().found).toEqual(['wrong-actor', 'confirms-nothing']);
  });
});
