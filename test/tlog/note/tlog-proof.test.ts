import { expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { formatTlogProof, parseTlogProof } from '../../../src/tlog/note/tlog-proof.js';
import { head5 } from './known-notes.js';

jest.setTimeout(60_000);

/** Line 1 (from 0) of 5: hashes by Go's sumdb/tlog, put together after the specification. */
const leaf1 = `c2sp.org/tlog-proof@v1
index 1
05V3WT4Bg8P7fisY8b/NrLOncVOfrXoIE54uzLX7Zrg=
EBn8YIrbHYBWAwx3feJ3VEEmolPalGYggEkA+8FfETc=
gtBF+pw0mk2UQ4oiSxJ8uIeS4zUKJdIYUOj90jP/iVM=

${head5}`;
const withExtra = leaf1.replace('\nindex', '\nextra aGVsbG8=\nindex');

test('takes a proof apart and puts it together again', () => {
  const read = parseTlogProof(leaf1);
  expect([read?.index, read?.proof.map(({ length }) => length), read?.checkpoint]).toEqual([1, [32, 32, 32], head5]);
  expect(read && formatTlogProof(read)).toBe(leaf1);
});

test('keeps extra bytes', () => {
  const read = parseTlogProof(withExtra);
  expect(Buffer.from(read?.extra ?? []).toString()).toBe('hello');
  expect(read && formatTlogProof(read)).toBe(withExtra);
});

test('reads what it writes', () => {
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const extra = fc.option(fc.uint8Array({ minLength: 1 }), { nil: undefined });
  fc.assert(
    fc.property(fc.nat(4), fc.array(hash, { maxLength: 63 }), extra, (index, proof, more) => {
      const made = { index, proof, checkpoint: head5, ...(more ? { extra: more } : {}) };
      expect(parseTlogProof(formatTlogProof(made))).toEqual(made);
    }),
  );
});

test('gives back the same file from what it read, or refuses it', () => {
  const bytes = Buffer.from(withExtra);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
      const changed = Buffer.from(bytes);
      changed[at] = value;
      const read = parseTlogProof(changed.toString('utf8'));
      expect(read === undefined || formatTlogProof(read) === changed.toString('utf8')).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['nothing', ''],
  ['a head alone', head5],
  ['another version', leaf1.replace('@v1', '@v2')],
  ['no index', leaf1.replace('index 1\n', '')],
  ['a leading zero', leaf1.replace('index 1', 'index 01')],
  ['a negative index', leaf1.replace('index 1', 'index -1')],
  ['an index beyond the head', leaf1.replace('index 1', 'index 5')],
  ['two indices', leaf1.replace('index 1\n', 'index 1\nindex 1\n')],
  ['a short hash', leaf1.replace('05V3WT4B', '05V3')],
  ['stray bits in a hash', leaf1.replace('Zrg=', 'Zrh=')],
  ['extra bytes behind the index', leaf1.replace('index 1\n', 'index 1\nextra aGVsbG8=\n')],
  ['empty extra bytes', leaf1.replace('\nindex', '\nextra \nindex')],
  ['extra bytes in another spelling', withExtra.replace('aGVsbG8=', 'aGVsbG9=')],
  ['CRLF', leaf1.replaceAll('\n', '\r\n')],
  ['no head', leaf1.slice(0, leaf1.indexOf('\n\n') + 2)],
  ['a head without signature', leaf1.slice(0, leaf1.indexOf('—'))],
  ['a note that is no head', leaf1.replace('\n5\n', '\nfive\n')],
  ['64 hashes', leaf1.replace(/(05V3.*\n)/, '$1'.repeat(62))],
  ['a megabyte', leaf1.replace('index 1', `extra ${'aGVs'.repeat(260_000)}\nindex 1`)],
])('refuses %s', (_, text) => {
  expect(parseTlogProof(text)).toBeUndefined();
});

test.each([
  ['a short hash', { index: 1, proof: [Buffer.alloc(31)], checkpoint: head5 }],
  ['an index beyond the head', { index: 5, proof: [], checkpoint: head5 }],
  ['no head', { index: 0, proof: [], checkpoint: 'head' }],
  ['empty extra bytes', { index: 1, proof: [], checkpoint: head5, extra: Buffer.alloc(0) }],
])('writes no proof with %s', (_, proof) => {
  expect(() => formatTlogProof(proof)).toThrow(TypeError);
});
