import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { formatNote, parseNote } from '../../src/tlog/note/note.js';
import { cosignNote } from '../../src/tlog/note/sign-note.js';
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

async function cosigned(size: number): Promise<string> {
  const { text } = parseNote(await log.head(size))!;
  return formatNote(text, [await cosignNote(text, witness.key, { time: place.time, sign: witness.sign })]);
}

async function advanceTo(size: number): Promise<boolean> {
  return witness.heads.advance(log.origin, await witness.heads.latest(log.origin), await cosigned(size));
}

describe('the heads that a witness remembers', () => {
  test('one of many that take the same place gets it', async () => {
    await advanceTo(1);
    const before = await witness.heads.latest(log.origin);
    const notes = await Promise.all(Array.from({ length: 20 }, (_, index) => cosigned(index + 2)));
    const others = await Promise.all(Array.from({ length: 20 }, () => place.open()));
    const won = await Promise.all(notes.map((note, at) => others[at]!.heads.advance(log.origin, before, note)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect((await witness.heads.latest(log.origin))?.note).toBe(notes[won.indexOf(true)]);
  });

  test('the last 17 files are kept, and no halves', async () => {
    for (let size = 1; size <= 25; size++) expect(await advanceTo(size)).toBe(true);
    const names = readdirSync(join(place.folder, 'heads', originHash(log.origin)));
    expect(names).toHaveLength(17);
    expect(names.at(-1)).toBe('000000000025');
  });

  test('who slept while a place was taken and cleared away does not get it', async () => {
    await advanceTo(1);
    const before = await witness.heads.latest(log.origin);
    for (let size = 2; size <= 30; size++) await advanceTo(size);
    expect(await witness.heads.advance(log.origin, before, await cosigned(64))).toBe(false);
    expect((await witness.heads.latest(log.origin))?.checkpoint.size).toBe(30);
  });

  test('heads of one log do not count for another', async () => {
    await advanceTo(5);
    expect(await witness.heads.latest('example.net/changelog')).toBeUndefined();
  });

  test('only the owner reads the key', () => {
    expect(statSync(join(place.folder, 'key')).mode & 0o777).toBe(0o600);
  });
});
