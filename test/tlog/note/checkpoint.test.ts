import { expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { formatCheckpoint, parseCheckpoint } from '../../../src/tlog/note/checkpoint.js';
import { origin, text5 } from './known-notes.js';

jest.setTimeout(60_000);

const root = Buffer.from('ymz1oLdZXGkmXYDTIgHWO/yn00BKvkmG2yiiMZZJV4I=', 'base64');

test('reads and writes a head that others made', () => {
  expect(parseCheckpoint(text5)).toEqual({ origin, size: 5, root: new Uint8Array(root) });
  expect(formatCheckpoint({ origin, size: 5, root })).toBe(text5);
});

test('reads what it writes', () => {
  const line = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/\p{Cc}/u.test(text));
  fc.assert(
    fc.property(line, fc.maxSafeNat(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (name, size, hash) => {
      const checkpoint = { origin: name, size, root: hash };
      expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint);
    }),
  );
});

test('takes extension lines and keeps them out', () => {
  expect(parseCheckpoint(`${text5}more\nand more\n`)).toEqual(parseCheckpoint(text5));
});

test.each([
  ['nothing', ''],
  ['two lines', text5.split('\n').slice(0, 2).join('\n') + '\n'],
  ['no newline at the end', text5.slice(0, -1)],
  ['an empty origin', text5.replace(origin, '')],
  ['a leading zero', text5.replace('\n5\n', '\n05\n')],
  ['a sign', text5.replace('\n5\n', '\n+5\n')],
  ['a negative size', text5.replace('\n5\n', '\n-5\n')],
  ['hexadecimal', text5.replace('\n5\n', '\n0x5\n')],
  ['an exponent', text5.replace('\n5\n', '\n5e1\n')],
  ['a fraction', text5.replace('\n5\n', '\n5.0\n')],
  ['other digits', text5.replace('\n5\n', '\n٥\n')],
  ['a size that no number holds exactly', text5.replace('\n5\n', '\n9007199254740992\n')],
  ['a root of 31 bytes', text5.replace(/\n[^\n]*\n$/, `\n${root.subarray(1).toString('base64')}\n`)],
  ['a root without padding', text5.replace('=\n', '\n')],
  ['a root in the alphabet for URLs', text5.replace('/', '/').replace('O/yn', 'O_yn')],
  ['stray bits in the root', text5.replace('V4I=', 'V4J=')],
  ['an empty extension line', `${text5}\n`],
  ['an empty line between', `${text5}\nmore\n`],
  ['a tab in the origin', text5.replace('ch-zh', 'ch\tzh')],
  ['half a character in the origin', text5.replace('ch-zh', 'ch\ud83dzh')],
  ['a control character in an extension line', `${text5}a\u001b[31m\n`],
  ['an extension line without newline', `${text5}more`],
  ['a carriage return', text5.replace('5\n', '5\r\n')],
])('refuses %s', (_, text) => {
  expect(parseCheckpoint(text)).toBeUndefined();
});

test.each([
  ['an origin of two lines', { origin: 'a\n7', size: 5, root }],
  ['an empty origin', { origin: '', size: 5, root }],
  ['a fraction', { origin, size: 5.5, root }],
  ['a negative size', { origin, size: -1, root }],
  ['a short root', { origin, size: 5, root: root.subarray(1) }],
])('writes no head with %s', (_, checkpoint) => {
  expect(() => formatCheckpoint(checkpoint)).toThrow(TypeError);
});
