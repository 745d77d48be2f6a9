import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { answerRequest } from '../../src/witness/answer-request.js';
import { originHash } from '../../src/witness/origin-hash.js';
import type { Witness } from '../../src/witness/witness.js';
import { makeSmallLog } from './small-log.js';
import { makeWitnessPlace, type WitnessPlace } from './witness-place.js';

const log = makeSmallLog();
let place: WitnessPlace;
let witness: Witness;

beforeEach(async () => {
  place = await makeWitnessPlace(log);
  witness = await place.open();
});
afterEach(() => place.remove());

const ask = (method: string, path: string, body: Uint8Array = Buffer.alloc(0)) =>
  answerRequest(witness, { method, path, body });

describe('a witness on the web', () => {
  test('says what it is, with its key and its logs', async () => {
    const { status, body } = await ask('GET', '/');
    expect(status).toBe(200);
    for (const word of [witness.key.text, log.origin, 'c2sp.org/tlog-witness']) expect(body).toContain(word);
  });

  test('shows the head that it cosigned last, with its cosignature, to whoever watches', async () => {
    const path = `/${originHash(log.origin)}/checkpoint`;
    expect((await ask('GET', path)).status).toBe(404);
    const { body: line } = await ask('POST', '/add-checkpoint', await log.request(0, 3));
    expect(await ask('GET', path)).toMatchObject({ status: 200, body: `${await log.head(3)}${line}` });
  });

  test.each([
    ['GET', '/add-checkpoint', 405, 'POST'],
    ['PUT', '/', 405, 'GET, HEAD'],
    ['POST', '/', 405, 'GET, HEAD'],
    ['GET', '/add-checkpoint/', 404, undefined],
    ['GET', '/../key', 404, undefined],
    ['GET', `/${'0'.repeat(64)}/checkpoint`, 404, undefined],
    ['HEAD', '/', 200, undefined],
  ])('answers %s %s with %i', async (...[method, path, status, allow]) => {
    const answer = await ask(method, path);
    expect([answer.status, answer.allow]).toEqual([status, allow]);
  });

  test('tells its operator why a head of a known log was refused, and where a fork is kept', async () => {
    await ask('POST', '/add-checkpoint', await log.request(0, 9));
    const fork = makeSmallLog({ signer: log.signer, forkAt: 4 });
    const { about } = await ask('POST', '/add-checkpoint', await fork.request(9, 9));
    expect(about).toMatch(/^example\.org\/changelog, 9 entries: other-root, kept in \/.+\/evidence\/.+/);
    const stranger = makeSmallLog({ origin: 'example.net/changelog' });
    expect((await ask('POST', '/add-checkpoint', await stranger.request(0, 9))).about).toBeUndefined();
  });
});
