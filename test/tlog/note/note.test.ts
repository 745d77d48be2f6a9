import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { formatNote, parseNote, signatureLine } from '../../../src/tlog/note/note.js';
import { isKeyName } from '../../../src/tlog/note/verifier-key.js';
import { head5, logLine5, text5, witnessLine5 } from './known-notes.js';

jest.setTimeout(60_000);

/** Texts of notes: whole characters, no control characters but newlines, a newline at the end. */
const noteText = fc
  .string({ unit: 'binary' })

  .map((text) => `${text.replace(/[\u0000-\u001f]/g, '\n')}\n`);
const signature = fc.record({
  name: fc.string({ unit: 'binary' }).filter(isKeyName),
  id: fc.nat(0xffffffff),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 80 }),
});

test('takes a head apart that others made', () => {
  const parsed = parseNote(head5);
  expect(parsed?.text).toBe(text5);
  expect(parsed?.signatures.map(({ name, id, bytes, line }) => [name, id.toString(16), bytes.length, line])).toEqual([
    ['changelog.example/ch-zh/2027', '55a38422', 64, logLine5],
    ['witness.example/w1', '3f6df399', 72, witnessLine5],
  ]);
});

test('reads what it writes', () => {
  fc.assert(
    fc.property(noteText, fc.array(signature, { minLength: 1, maxLength: 20 }), (text, signatures) => {
      const lines = signatures.map(({ name, id, bytes }) => signatureLine(name, id, bytes));
      const read = parseNote(formatNote(text, lines));
      expect(read?.text).toBe(text);
      expect(read?.signatures).toEqual(signatures.map((each, index) => ({ ...each, line: lines[index] })));
    }),
  );
});

test('gives back the same note from what it read, or refuses it', () => {
  const bytes = Buffer.from(head5);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
      const changed = Buffer.from(bytes);
      changed[at] = value;
      const read = parseNote(changed.toString('utf8'));
      const lines = read?.signatures.map(({ line }) => line) ?? [];
      expect(read === undefined || formatNote(read.text, lines) === changed.toString('utf8')).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

describe('limits', () => {
  const line = signatureLine('w.example', 1, Buffer.alloc(5));

  test('takes 16 signatures of the longest kind', () => {
    const long = signatureLine('w.example', 1, Buffer.alloc(2428));
    expect(parseNote(formatNote(text5, Array<string>(16).fill(long)))?.signatures).toHaveLength(16);
  });

  test('takes 100 signatures and refuses 101', () => {
    const [most, more] = [100, 101].map((count) => `${text5}\n${`${line}\n`.repeat(count)}`);
    expect([parseNote(most ?? '')?.signatures.length, parseNote(more ?? '')]).toEqual([100, undefined]);
  });

  test('takes 64 KiB and refuses one byte more', () => {
    const rest = `\n\n${line}\n`;
    const [most, more] = [0, 1].map((one) => `${'a'.repeat(65_536 - Buffer.byteLength(rest) + one)}${rest}`);
    expect([parseNote(most ?? '')?.signatures.length, parseNote(more ?? '')]).toEqual([1, undefined]);
  });
});

// C2SP signed-note, "Format".
test.each([
  ['nothing', ''],
  ['no signature', `${text5}\n`],
  ['no empty line', `${text5}${logLine5}\n`],
  ['no newline at the end', head5.slice(0, -1)],
  ['an empty line at the end', `${head5}\n`],
  ['CRLF', head5.replaceAll('\n', '\r\n')],
  ['a tab', head5.replace('ch-zh', 'ch\tzh')],
  ['a zero byte', head5.replace('ch-zh', 'ch\0zh')],
  ['half a character', head5.replace('ch-zh', 'ch\ud83dzh')],
  ['a hyphen for the dash', head5.replace('—', '-')],
  ['two blanks', head5.replace('— ', '—  ')],
  ['a blank at the end of a line', head5.replace('=\n—', '= \n—')],
  ['a plus in a name', head5.replace('— changelog', '— change+log')],
  ['no padding', head5.replace('VAQ=\n', 'VAQ\n')],
  ['stray bits in base64', head5.replace('VAQ=\n', 'VAR=\n')],
  ['an id without signature', `${text5}\n— w.example AAAAAA==\n`],
  ['a line among the signatures that is none', `${text5}\n${logLine5}\nhello\n${witnessLine5}\n`],
])('refuses %s', (_, text) => {
  expect(parseNote(text)).toBeUndefined();
});

test.each([
  ['a text without newline', 'a', [logLine5]],
  ['no signature', text5, []],
  ['a line that is no signature', text5, ['hello']],
  ['a signature with a newline', text5, [`${logLine5}\n`]],
  ['a signature that would end the text later', text5, [`hello\n\n${logLine5}`]],
])('writes no note of %s', (_, text, lines) => {
  expect(() => formatNote(text, lines)).toThrow(TypeError);
});

test('finds the end of the text at the last empty line', () => {
  expect(parseNote(`a\n\n\nb\n\n${logLine5}\n`)?.text).toBe('a\n\n\nb\n');
});
