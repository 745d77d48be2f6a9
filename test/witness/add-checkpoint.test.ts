import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { copyFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatNote, parseNote } from '../../src/tlog/note/note.js';
import { signNote } from '../../src/tlog/note/sign-note.js';
import { verifyNote } from '../../src/tlog/note/verify-note.js';
import { addCheckpoint } from '../../src/witness/add-checkpoint.js';
import { originHash } from '../../src/witness/origin-hash.js';
import type { Witness } from '../../src/witness/witness.js';
import { makeRequest, makeSigningKey, makeSmallLog } from './small-log.js';
import { makeWitnessPlace, type WitnessPlace } from './witness-place.js';

const log = makeSmallLog();
let place: WitnessPlace;
let witness: Witness;

beforeEach(async () => {
  place = await makeWitnessPlace(log);
  witness = await place.open();
});
afterEach(() => place.remove());

async function ask(old: number, size: number, from = log) {
  return addCheckpoint(witness, await from.request(old, size));
}

/** The time in a cosignature, where it is a good one of the head. */
async function cosignedAt(body: string, size: number): Promise<number | undefined> {
  const note = parseNote(`${parseNote(await log.head(size))?.text}\n${body}`);
  return note && verifyNote(note, witness.key)?.time;
}

describe('add-checkpoint', () => {
  test('cosigns the first head, the next one, and the same head again', async () => {
    for (const [old, size] of [
      [0, 3],
      [3, 5],
      [5, 5],
      [5, 64],
    ] as const) {
      const { status, body, type } = await ask(old, size);
      expect([status, type]).toEqual([200, 'text/plain; charset=utf-8']);
      expect(await cosignedAt(body, size)).toBe(place.time);
      expect((await witness.heads.latest(log.origin))?.checkpoint.size).toBe(size);
    }
  });

  test('cosigns a log without entries', async () => {
    expect((await ask(0, 0)).status).toBe(200);
    expect((await ask(0, 7)).status).toBe(200);
  });

  test('404 for a log that it does not know', async () => {
    expect((await ask(0, 3, makeSmallLog({ origin: 'example.net/changelog' }))).status).toBe(404);
  });

  test('403 where no key of the log signed', async () => {
    const stranger = makeSigningKey(log.origin);
    expect((await addCheckpoint(witness, await log.request(0, 3, stranger))).status).toBe(403);
    expect(await witness.heads.latest(log.origin)).toBeUndefined();
  });

  test('403 where one of two signatures in the name of a known key is bad', async () => {
    const other = makeSigningKey(log.origin);
    await witness.logs.put({ origin: log.origin, keys: [log.signer.key, other.key] });
    const [good, bad] = [await log.head(3), await log.head(4, other)].map((head) => head.split('\n'));
    const note = [...good!.slice(0, -1), ...bad!.slice(-2)].join('\n');
    expect((await addCheckpoint(witness, makeRequest(0, [], note))).status).toBe(403);
  });

  test('cosigns past signatures of strangers, and passes none of them on', async () => {
    const stranger = await log.head(3, makeSigningKey('example.net/other'));
    const note = `${await log.head(3)}${stranger.split('\n').slice(-2).join('\n')}`;
    expect((await addCheckpoint(witness, makeRequest(0, [], note))).status).toBe(200);
    const kept = parseNote((await witness.heads.latest(log.origin))?.note ?? '');
    expect(kept?.signatures.map(({ name }) => name)).toEqual([log.origin, 'witness.example.org/w1']);
  });

  test('cosigns what extension lines a head has', async () => {
    const text = `${parseNote(await log.head(3))?.text}more\n`;
    const { status, body } = await addCheckpoint(witness, makeRequest(0, [], await signed(text)));
    expect(status).toBe(200);
    expect(verifyNote(parseNote(`${text}\n${body}`)!, witness.key)).toEqual({ time: place.time });
  });

  test('400 where old is larger than the head', async () => {
    await ask(0, 5);
    expect((await ask(5, 3)).status).toBe(400);
  });

  test('409 with the size where old is not what was cosigned last', async () => {
    expect(await ask(2, 3)).toMatchObject({ status: 409, body: '0\n', type: 'text/x.tlog.size' });
    await ask(0, 5);
    for (const [old, size] of [
      [0, 9],
      [3, 3],
      [4, 9],
      [6, 9],
    ] as const)
      expect(await ask(old, size)).toMatchObject({ status: 409, body: '5\n', type: 'text/x.tlog.size' });
  });

  test.each([
    ['none', (proof: Uint8Array[]) => proof.slice(0, 0)],
    ['one hash too few', (proof: Uint8Array[]) => proof.slice(1)],
    ['one hash twice', (proof: Uint8Array[]) => [...proof, ...proof.slice(-1)]],
    [
      'one bit turned',
      ([first, ...rest]: Uint8Array[]) => [first!.map((byte, at) => (at === 9 ? byte ^ 4 : byte)), ...rest],
    ],
    ['the other way round', (proof: Uint8Array[]) => proof.toReversed()],
  ])('422 for a proof that proves nothing: %s', async (_, forge) => {
    await ask(0, 11);
    const body = makeRequest(11, forge(log.proof(11, 37)), await log.head(37));
    expect((await addCheckpoint(witness, body)).status).toBe(422);
    expect((await witness.heads.latest(log.origin))?.checkpoint.size).toBe(11);
  });

  test('422 for a proof from nothing, which has to be empty', async () => {
    expect((await addCheckpoint(witness, makeRequest(0, log.proof(3, 5), await log.head(5)))).status).toBe(422);
  });

  test('422 for a proof between two heads that are the same', async () => {
    await ask(0, 5);
    expect((await addCheckpoint(witness, makeRequest(5, log.proof(3, 5), await log.head(5)))).status).toBe(422);
  });

  test('422 for a head without entries that has a root of some', async () => {
    const note = await signed(`${log.origin}\n0\n${Buffer.alloc(32).toString('base64')}\n`);
    expect((await addCheckpoint(witness, makeRequest(0, [], note))).status).toBe(422);
  });

  test('422 for a fork of the same size, and keeps both heads', async () => {
    await ask(0, 9);
    const fork = makeSmallLog({ signer: log.signer, forkAt: 4 });
    for (let times = 0; times < 2; times++) expect((await ask(9, 9, fork)).status).toBe(422);
    const folder = join(place.folder, 'evidence', originHash(log.origin));
    const [pair, ...others] = readdirSync(folder);
    expect(others).toEqual([]);
    const [cosigned, offered] = ['cosigned', 'offered'].map((name) =>
      parseNote(readFileSync(join(folder, pair!, name), 'utf8')),
    );
    expect([cosigned, offered].map((note) => verifyNote(note!, log.signer.key))).toEqual([{}, {}]);
    expect(cosigned?.text).not.toBe(offered?.text);
  });

  test('keeps no more than 16 forks of a log, however many there are', async () => {
    await ask(0, 9);
    for (let each = 0; each < 20; each++)
      await ask(9, 9, makeSmallLog({ signer: log.signer, forkAt: 4, fork: String(each) }));
    expect(readdirSync(join(place.folder, 'evidence', originHash(log.origin)))).toHaveLength(16);
  });

  test('422 for a fork that has grown', async () => {
    await ask(0, 9);
    expect((await ask(9, 20, makeSmallLog({ signer: log.signer, forkAt: 4 }))).status).toBe(422);
  });

  test.each([
    ['nothing', ''],
    ['a word', 'junk'],
    ['old with a leading zero', 'old 00'],
    ['old with a sign', 'old +3'],
    ['old with a blank more', 'old  3'],
    ['old beyond numbers', 'old 18446744073709551615'],
    ['another first word', 'Old 3'],
    ['a hash of 31 bytes', `old 0\n${Buffer.alloc(31).toString('base64')}`],
    ['a hash of 33 bytes', `old 0\n${Buffer.alloc(33).toString('base64')}`],
    ['a hash with stray bits at its end', `old 0\n${'A'.repeat(42)}B=`],
    ['64 hashes', `old 0${`\n${Buffer.alloc(32).toString('base64')}`.repeat(64)}`],
    ['a carriage return', 'old 0\r'],
  ])('400 for %s', async (_, head) => {
    const body = Buffer.from(`${head}\n\n${await log.head(3)}`);
    expect((await addCheckpoint(witness, body)).status).toBe(400);
  });

  test.each([
    ['no newline at the end', (body: Buffer) => body.subarray(0, -1)],
    ['a byte order mark', (body: Buffer) => Buffer.concat([Buffer.from('\ufeff'), body])],
    ['bytes that are no UTF-8', (body: Buffer) => Buffer.concat([body.subarray(0, -1), Buffer.of(0xff, 10)])],
    ['no empty line', (body: Buffer) => Buffer.from(body.toString().replace('\n\n', '\n'))],
    ['nothing behind the empty line', (body: Buffer) => body.subarray(0, body.indexOf('\n\n') + 2)],
    ['no signatures', (body: Buffer) => body.subarray(0, body.lastIndexOf('\n\n') + 2)],
    ['a size with a leading zero', (body: Buffer) => Buffer.from(body.toString().replace('\n3\n', '\n03\n'))],
  ])('400 for a request with %s', async (_, spoil) => {
    expect((await addCheckpoint(witness, spoil(Buffer.from(await log.request(0, 3))))).status).toBe(400);
  });

  test('never goes back in time, and refuses where the clock went back for long', async () => {
    await ask(0, 3);
    const first = place.time;
    place.time -= 200;
    expect(await cosignedAt((await ask(3, 3)).body, 3)).toBe(first);
    place.time -= 200;
    expect((await ask(3, 3)).status).toBe(500);
  });

  test('refuses a head that it has cosigned itself, but does not remember: its state is an old copy', async () => {
    const { body: line } = await ask(0, 9);
    const note = `${await log.head(9)}${line}`;
    const forgetful = await makeWitnessPlace(log);
    try {
      copyFileSync(join(place.folder, 'key'), join(forgetful.folder, 'key'));
      const second = await forgetful.open();
      expect((await addCheckpoint(second, makeRequest(0, [], note))).status).toBe(500);
      expect((await addCheckpoint(witness, makeRequest(9, [], note))).status).toBe(200);
    } finally {
      forgetful.remove();
    }
  });

  test('gives no cosignature that it could not write down first', async () => {
    const full = await place.open({ claim: () => Promise.reject(new Error('ENOSPC')) });
    await expect(addCheckpoint(full, await log.request(0, 9))).rejects.toThrow('ENOSPC');
    expect((await ask(0, 3)).status).toBe(200);
  });

  test('answers nothing with a state that it did not write', async () => {
    await ask(0, 3);
    const path = join(place.folder, 'heads', originHash(log.origin), '000000000002');
    writeFileSync(path, await log.head(2));
    await expect(ask(3, 5)).rejects.toMatchObject({ code: 'WITNESS_STATE_INVALID' });
    expect(existsSync(path)).toBe(true);
  });
});

async function signed(text: string): Promise<string> {
  return formatNote(text, [await signNote(text, log.signer.key, log.signer.sign)]);
}
