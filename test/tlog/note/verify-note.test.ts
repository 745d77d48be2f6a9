import { describe, expect, jest, test } from '@jest/globals';
import { cosignedMessage, packCosignature } from '../../../src/tlog/note/cosignature.js';
import { formatNote, signatureLine } from '../../../src/tlog/note/note.js';
import { cosignNote, signNote } from '../../../src/tlog/note/sign-note.js';
import { makeVerifierKey } from '../../../src/tlog/note/verifier-key.js';
import { verifyNote } from '../../../src/tlog/note/verify-note.js';
import { head5, logKey, logLine5, note, text5, time5, witnessKey, witnessLine5 } from './known-notes.js';
import { makeNoteKey } from './make-note-key.js';

jest.setTimeout(60_000);

describe('a head that others signed and cosigned', () => {
  test('is signed by the log, and by the witness at its time', () => {
    expect([verifyNote(note(head5), logKey), verifyNote(note(head5), witnessKey)]).toEqual([{}, { time: time5 }]);
  });

  test('is refused with any character of its text changed', () => {
    for (const at of text5.trimEnd().split('').keys()) {
      const changed = note(`${head5.slice(0, at)}${head5[at] === '3' ? '4' : '3'}${head5.slice(at + 1)}`);
      expect([verifyNote(changed, logKey), verifyNote(changed, witnessKey)]).toEqual([undefined, undefined]);
    }
  });

  test('is refused with any byte of a signature changed, the time of the witness included', () => {
    for (const [at, { name, id, bytes }] of note(head5).signatures.entries()) {
      for (const byte of bytes.keys()) {
        const other = bytes.map((value, index) => (index === byte ? value ^ 1 : value));
        const changed = formatNote(text5, [signatureLine(name, id, other)]);
        expect(verifyNote(note(changed), at === 0 ? logKey : witnessKey)).toBeUndefined();
      }
    }
  });

  test('says nothing of keys that did not sign: other name, other id, same key under another type', () => {
    const otherName = makeVerifierKey('changelog.example/other', 'ed25519', logKey.publicKey);
    const otherKey = makeNoteKey(logKey.name, 'ed25519').key;
    const otherKind = makeVerifierKey(logKey.name, 'cosignature-v1', logKey.publicKey);
    for (const key of [otherName, otherKey, otherKind]) expect(verifyNote(note(head5), key)).toBeUndefined();
  });
});

describe('several signatures of one key', () => {
  const bad = logLine5.replace('7zu0', '7zq0');

  test('counts the same line twice as once', () => {
    expect(verifyNote(note(formatNote(text5, [logLine5, logLine5])), logKey)).toEqual({});
  });

  test('refuses a bad one before or behind a good one', () => {
    for (const lines of [
      [bad, logLine5],
      [logLine5, bad],
      [logLine5, witnessLine5, bad],
    ]) {
      expect(verifyNote(note(formatNote(text5, lines)), logKey)).toBeUndefined();
    }
  });

  test('tells the latest time of a witness that cosigned again', async () => {
    const { key, sign } = makeNoteKey('witness.example/w2', 'cosignature-v1');
    const lines = await Promise.all([7, 9, 8].map((time) => cosignNote(text5, key, { time, sign })));
    expect(verifyNote(note(formatNote(text5, lines)), key)).toEqual({ time: 9 });
  });
});

test('ignores signatures of kinds it does not know', () => {
  const postQuantum = signatureLine('witness.example/pq1', 0x2d047d73, Buffer.alloc(2428));
  expect(verifyNote(note(formatNote(text5, [postQuantum, logLine5])), logKey)).toEqual({});
});

test('ignores signatures that share the name or the id with a key, but not both', () => {
  const otherId = signatureLine(logKey.name, logKey.id + 1, Buffer.alloc(64));
  const otherName = signatureLine('changelog.example/other', logKey.id, Buffer.alloc(64));
  expect(verifyNote(note(formatNote(text5, [otherId, otherName, logLine5])), logKey)).toEqual({});
});

test.each([
  ['far too short', 3],
  ['too short', 71],
  ['too long', 73],
])('refuses a cosignature that is %s', (_, length) => {
  const line = signatureLine(witnessKey.name, witnessKey.id, Buffer.alloc(length));
  expect(verifyNote(note(formatNote(text5, [line])), witnessKey)).toBeUndefined();
});

test('refuses a time beyond any calendar, though it is signed', async () => {
  const { key, sign } = makeNoteKey('witness.example/w2', 'cosignature-v1');
  const [last, beyond] = [253_402_300_799, 253_402_300_800];
  const verdicts = [last, beyond, 2 ** 53].map(async (time) => {
    const bytes = packCosignature(time, await sign(cosignedMessage(time, text5)));
    return verifyNote(note(formatNote(text5, [signatureLine(key.name, key.id, bytes)])), key)?.time;
  });
  expect(await Promise.all(verdicts)).toEqual([last, undefined, undefined]);
});

describe('signing', () => {
  test('makes what is verified, as a log and as a witness', async () => {
    const log = makeNoteKey('example.org/changelog', 'ed25519');
    const witness = makeNoteKey('witness.example.net/w', 'cosignature-v1');
    const lines = [
      await signNote(text5, log.key, log.sign),
      await cosignNote(text5, witness.key, { time: 5, ...witness }),
    ];
    const signed = note(formatNote(text5, lines));
    expect([verifyNote(signed, log.key), verifyNote(signed, witness.key)]).toEqual([{}, { time: 5 }]);
  });

  test('gives out no signature of another key', async () => {
    const mine = makeNoteKey('example.org/changelog', 'ed25519');
    const other = makeNoteKey('example.org/changelog', 'ed25519');
    await expect(signNote(text5, mine.key, other.sign)).rejects.toThrow('does not fit');
  });

  test('signs only in the way of the key, only texts of notes, only at a time', async () => {
    const log = makeNoteKey('example.org/changelog', 'ed25519');
    const witness = makeNoteKey('witness.example.net/w', 'cosignature-v1');
    await expect(signNote(text5, witness.key, witness.sign)).rejects.toThrow(TypeError);
    await expect(cosignNote(text5, log.key, { time: 5, ...log })).rejects.toThrow(TypeError);
    await expect(signNote('no newline', log.key, log.sign)).rejects.toThrow(TypeError);
    for (const time of [-1, 1.5, NaN, 2 ** 53]) {
      await expect(cosignNote(text5, witness.key, { time, ...witness })).rejects.toThrow(TypeError);
    }
  });
});
