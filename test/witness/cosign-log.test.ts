import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cpSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openForkProof } from '../../src/changelog/proofs/fork-proof.js';
import { parseNote } from '../../src/tlog/note/note.js';
import { verifyNote } from '../../src/tlog/note/verify-note.js';
import { cosignLog } from '../../src/witness/cosign-log.js';
import type { KnownLog } from '../../src/witness/known-logs.js';
import type { LogSource } from '../../src/witness/log-source.js';
import type { Witness } from '../../src/witness/witness.js';
import { makeSigningKey, makeSmallLog, type SigningKey, type SmallLog } from './small-log.js';
import { makeWitnessPlace, type WitnessPlace } from './witness-place.js';

const log = makeSmallLog();
let place: WitnessPlace;
let witness: Witness;
let delivered: string[];

beforeEach(async () => {
  place = await makeWitnessPlace(log);
  witness = await place.open();
  delivered = [];
});
afterEach(() => place.remove());

interface Standing {
  readonly from?: SmallLog;
  readonly by?: SigningKey;
  readonly vkeys?: readonly string[];
  readonly branch?: string | undefined;
}

function source(size: number, { from = log, by, vkeys = [log.signer.key.text], branch }: Standing = {}): LogSource {
  return {
    origin: from.origin,
    head: async () => ({ note: await from.head(size, by), vkeys }),
    consistency: async (old) => from.proof(old, size),
    rootAt: async (at) => from.root(at),
    delivered: async () => branch,
    deliver: async (note) => void delivered.push(note),
  };
}

async function known(): Promise<KnownLog> {
  return (await witness.logs.find(log.origin))!;
}

async function look(size: number, standing?: Standing) {
  return cosignLog(witness, await known(), source(size, standing));
}

describe('a look at a log', () => {
  test('cosigns and delivers its head, the first time and when it has grown', async () => {
    expect(await look(3)).toMatchObject({ size: 3, grown: 3 });
    expect(await look(40)).toMatchObject({ size: 40, grown: 37 });
    const notes = delivered.map((note) => parseNote(note)!);
    expect(notes.map((note) => verifyNote(note, witness.key))).toEqual([{ time: place.time }, { time: place.time }]);
    expect(notes.map((note) => verifyNote(note, log.signer.key))).toEqual([{}, {}]);
  });

  test('cosigns a quiet log anew, so that quiet can be told from withheld', async () => {
    await look(3);
    place.time += 86_400;
    expect(await look(3)).toMatchObject({ size: 3, grown: 0, time: place.time });
    expect(delivered).toHaveLength(2);
  });

  test('refuses a log that was cut off, and keeps both heads', async () => {
    await look(9);
    const error = await look(7).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'CHANGELOG_TRUNCATED', exitStatus: 12 });
    await expectEvidence(error, [9, 7]);
  });

  test.each([
    ['of the same size', 9, 9],
    ['that has grown', 9, 20],
    ['that has grown from a power of two', 8, 20],
  ])('refuses a fork %s, keeps both heads, and proves it to anybody', async (_, cosigned, size) => {
    await look(cosigned);
    const fork = makeSmallLog({ signer: log.signer, forkAt: 4 });
    const error = await look(size, { from: fork }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'CHANGELOG_FORKED', exitStatus: 12 });
    const folder = await expectEvidence(error, [cosigned, size]);
    expect((await witness.heads.latest(log.origin))?.checkpoint.size).toBe(cosigned);
    const proof = openForkProof(readFileSync(join(folder, 'fork.json'), 'utf8'));
    expect(proof?.heads.map((head) => head.size)).toEqual([cosigned, size]);
    expect(proof?.heads.map(({ note }) => verifyNote(note, log.signer.key))).toEqual([{}, {}]);
  });

  test('says where a fork is signed by a key that only the log itself names', async () => {
    await look(9);
    const forger = makeSigningKey(log.origin);
    const fork = makeSmallLog({ signer: forger, forkAt: 4 });
    const error = await look(20, { from: fork, vkeys: [forger.key.text] }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'CHANGELOG_FORKED',
      details: expect.arrayContaining([expect.stringMatching(/a key that was not known/)]),
    });
    expect((await known()).keys.map(({ text }) => text)).toEqual([log.signer.key.text]);
  });

  test('calls no fork what only has a bad proof', async () => {
    await look(9);
    const junk = { ...source(20), consistency: async () => [Buffer.alloc(32)] };
    const error = await cosignLog(witness, await known(), junk).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'CHANGELOG_INVALID', exitStatus: 12 });
    const folder = await expectEvidence(error, [9, 20]);
    expect(readdirSync(folder)).toEqual(['cosigned', 'offered']);
  });

  test('refuses a first head that only the log itself vouches for', async () => {
    const forger = makeSigningKey(log.origin);
    const looked = look(3, { by: forger, vkeys: [log.signer.key.text, forger.key.text] });
    await expect(looked).rejects.toMatchObject({ code: 'CHANGELOG_INVALID' });
    expect(delivered).toEqual([]);
  });

  test('follows the keys that the log names, once a head of it is known to be genuine', async () => {
    const next = makeSigningKey(log.origin);
    await look(3, { vkeys: [log.signer.key.text, next.key.text] });
    expect((await known()).keys).toHaveLength(2);
    await look(5, { by: next, vkeys: [next.key.text] });
    expect((await known()).keys.map(({ text }) => text)).toEqual([next.key.text]);
    await expect(look(6, { vkeys: [next.key.text] })).rejects.toMatchObject({ code: 'CHANGELOG_INVALID' });
  });

  test('says that a log has no head yet', async () => {
    const headless = { ...source(3), head: async () => ({ note: '', vkeys: [] }) };
    await expect(cosignLog(witness, await known(), headless)).rejects.toMatchObject({ code: 'USAGE' });
  });

  test('refuses the head of another log', async () => {
    const looked = look(3, { from: makeSmallLog({ origin: 'example.net/changelog' }) });
    await expect(looked).rejects.toThrow('none of this log');
  });

  test('refuses to go on where the branch holds more than it remembers: its state is an old copy', async () => {
    await look(3);
    const old = await makeWitnessPlace();
    cpSync(place.folder, old.folder, { recursive: true, force: true });
    await look(9);
    witness = await old.open();
    const looked = look(12, { branch: delivered.at(-1) });
    await expect(looked).rejects.toMatchObject({ code: 'WITNESS_STATE_INVALID' });
    old.remove();
  });

  test('is fine with its own last head on the branch, and with junk there', async () => {
    await look(3);
    await look(4, { branch: delivered.at(-1) });
    await look(5, { branch: 'junk' });
    expect(delivered).toHaveLength(3);
  });

  test('keeps what it cosigned even where that cannot be delivered', async () => {
    const away = { ...source(9), deliver: () => Promise.reject(new Error('no way there')) };
    await expect(cosignLog(witness, await known(), away)).rejects.toThrow('no way there');
    await expect(look(9, { from: makeSmallLog({ signer: log.signer, forkAt: 4 }) })).rejects.toThrow();
    expect(await look(9)).toMatchObject({ size: 9 });
  });
});

async function expectEvidence(error: unknown, sizes: readonly number[]): Promise<string> {
  const { details } = error as { details: readonly string[] };
  const folder = details.at(-1)!.slice(details.at(-1)!.indexOf('/'));
  const notes = ['cosigned', 'offered'].map((name) => parseNote(readFileSync(join(folder, name), 'utf8'))!);
  expect(notes.map((note) => verifyNote(note, log.signer.key))).toEqual([{}, {}]);
  expect(notes.map(({ text }) => Number(text.split('\n')[1]))).toEqual(sizes);
  expect(details.slice(0, 2)).toEqual(notes.map(({ text }) => expect.stringContaining(text.split('\n')[2]!)));
  return folder;
}
