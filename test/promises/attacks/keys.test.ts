import { beforeEach, describe, expect, test } from '@jest/globals';
import { makeVerifierKey } from '../../../src/tlog/note/verifier-key.js';
import { parsePolicy } from '../../../src/tlog/note/policy.js';
import { parsePublicKey } from '../../../src/tlog/sshsig/public-key.js';
import { recordContents } from '../../../src/record/record-contents.js';
import { makeOneTimeKey } from '../../../src/tools/record-keys.js';
import { origin, stewardOf } from '../../changelog/entries.js';
import { nameOf, seenOf, timeOf, type Key } from '../forgeries/good-log.js';
import { goodChain, lets, makeChain, rules, youngChain, type Chain } from './chain.js';

let chain: Chain;
let ada: Key;
const [bo, eve, cy] = [makeOneTimeKey(), makeOneTimeKey(), makeOneTimeKey()];
beforeEach(async () => void ({ chain, ada } = await youngChain()));

describe('whoever may let keys in and out, but is no root', () => {
  test('cannot shut root keys out', async () => {
    await chain.add(lets('op-bo', bo, { does: ['record', 'keys'] }), ada);
    await chain.add(lets('op-eve', eve, { does: ['record', 'keys'] }), ada);
    await chain.add(rules([ada, bo], 1), ada);
    await chain.add({ type: 'key.revoke', actor: 'op-eve', key: nameOf(bo), reason: 'stolen' }, eve);
    const { found, state } = chain.judge();
    expect(found).toEqual(['out-of-scope']);
    expect(state.rootKeys).toEqual([nameOf(ada), nameOf(bo)]);
  });

  test('cannot let a key in as that of somebody who has one', async () => {
    await chain.add(lets('op-bo', bo), ada);
    await chain.add(lets('op-eve', eve, { does: ['record', 'keys'] }), ada);
    await chain.add(lets('op-bo', cy, { actor: 'op-eve' }), eve);
    expect(chain.judge().found).toEqual(['out-of-scope']);
  });

  test('lets in newcomers, and gives itself a second key', async () => {
    await chain.add(lets('op-eve', eve, { does: ['record', 'keys'] }), ada);
    await chain.add(lets('op-bo', bo, { actor: 'op-eve' }), eve);
    await chain.add(lets('op-eve', cy, { actor: 'op-eve' }), eve);
    expect(chain.judge().found).toEqual([]);
  });
});

describe('the end of a log', () => {
  test('is for root keys to say', async () => {
    await chain.add(lets('op-bo', bo), ada);
    await chain.add({ type: 'log.close', actor: 'op-bo', next: null }, bo);
    expect(chain.judge().found).toEqual(['out-of-scope']);
  });

  test('is not for one root key to say where two decide', async () => {
    const { chain: two, good } = await goodChain();
    await two.add({ type: 'log.close', actor: 'op-ada', next: null }, good.keys.ada);
    expect(two.judge()).toMatchObject({ found: ['policy-without-quorum'], state: { closed: false } });
  });

  test('comes where the one root key that decides says so', async () => {
    await chain.add({ type: 'log.close', actor: 'op-ada', next: null }, ada);
    expect(chain.judge()).toMatchObject({ found: [], state: { closed: true } });
  });
});

describe('an entry beyond either end of a log', () => {
  test('counts nothing before somebody opened it', async () => {
    const unopened = makeChain();
    await unopened.add(lets('op-bo', bo, { seen: seenOf(chain.lines) }), ada);
    const { found, state } = unopened.judge();
    expect(found).toEqual(['log-not-opened', 'unknown-key', 'seen-other-history']);
    expect(state.opened).toBeNull();
  });

  test('counts nothing once it is closed, whoever signs it', async () => {
    await chain.add({ type: 'log.close', actor: 'op-ada', next: null }, ada);
    await chain.add({ ...stewardOf('wiki', null), actor: 'op-ada', time: timeOf(2) }, ada);
    expect(chain.judge().found).toEqual(['log-closed']);
  });
});

describe('a key that expired', () => {
  test('does not sign on with an old head and an old time', async () => {
    await chain.add(lets('op-bo', bo, { expires: timeOf(2) }), ada);
    const seen = seenOf(chain.lines);
    for (const app of ['a', 'b', 'c'])
      await chain.add({ ...stewardOf(app, null), actor: 'op-ada', time: timeOf(chain.lines.length) }, ada);
    await chain.add({ ...stewardOf('wiki', 'op-bo'), actor: 'op-bo', time: timeOf(2), seen }, bo);
    expect(chain.judge().found).toEqual(['expired-key']);
  });
});

describe('a time before a writer was let in', () => {
  test('is backdated, although the head that it names is one of this log', async () => {
    const seen = seenOf(chain.lines);
    await chain.add({ ...stewardOf('wiki', null), actor: 'op-ada', time: timeOf(3) }, ada);
    await chain.add(lets('op-bo', bo, { time: timeOf(4) }), ada);
    await chain.add({ ...stewardOf('wiki', 'op-bo'), actor: 'op-bo', time: timeOf(0), seen }, bo);
    expect(chain.judge().found).toEqual(['backdated']);
  });
});

describe('owning up to a fork', () => {
  test('makes no head of this very log one that may be seen at any time', async () => {
    await chain.add(lets('op-bo', bo), ada);
    await chain.add({ ...stewardOf('wiki', null), actor: 'op-ada', time: timeOf(10) }, ada);
    await chain.add({ ...stewardOf('pad', null), actor: 'op-bo', time: timeOf(10) }, bo);
    const seen = seenOf(chain.lines);
    await chain.add({ type: 'fork', actor: 'op-bo', heads: [seen], time: timeOf(10) }, bo);
    await chain.add({ ...stewardOf('wiki', 'op-bo'), actor: 'op-bo', time: timeOf(2), seen }, bo);
    expect(chain.judge().found).toEqual(['backdated']);
  });

  test('does not make entries older than the key that signs them', async () => {
    await chain.add(lets('op-bo', bo, { time: timeOf(5) }), ada);
    const seen = { size: 40, root: seenOf(chain.lines).root };
    await chain.add({ type: 'fork', actor: 'op-bo', heads: [seen], time: timeOf(6) }, bo);
    await chain.add({ ...stewardOf('wiki', 'op-bo'), actor: 'op-bo', time: '2020-01-01T00:00:00Z', seen }, bo);
    expect(chain.judge().found).toEqual(['backdated']);
  });
});

describe('a note key that cannot sign heads', () => {
  test('is not let in: the policy for everybody would name it', async () => {
    const publicKey = parsePublicKey(eve.publicKey)?.publicKey ?? new Uint8Array();
    const noteKey = makeVerifierKey(origin, 'cosignature-v1', publicKey).text;
    await chain.add(lets('op-bo', bo, { noteKey }), ada);
    const { found, state } = chain.judge();
    expect(found).toEqual(['unknown-key']);
    expect(parsePolicy(recordContents.page(state.pages, 'policy/trust.policy') ?? '')).not.toHaveProperty('fault');
  });
});
