import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatNote } from '../../src/tlog/note/note.js';
import { parseAddCheckpoint } from '../../src/witness/parse-add-checkpoint.js';
import { makeRequest, makeSmallLog } from './small-log.js';

const seconds = Number(process.env['TEND_FUZZ_SECONDS'] ?? 1);
const log = makeSmallLog();
const good = await Promise.all(
  [
    [0, 3],
    [3, 5],
    [17, 64],
  ].map(([old, size]) => log.request(old!, size!)),
);

/** Requests as they should be, with a few bytes cut out, put in, doubled, or turned. */
const spoiled = fc
  .tuple(
    fc.constantFrom(...good),
    fc.array(
      fc.record({
        at: fc.nat(1200),
        cut: fc.nat(6),
        put: fc.oneof(
          fc.uint8Array({ maxLength: 4 }),
          fc
            .constantFrom('\n', '\n\n', ' ', '0', '=', '\r\n', '—', '\u0000', 'old 3\n', 'A'.repeat(44))
            .map((text) => Buffer.from(text)),
        ),
      }),
      { maxLength: 4 },
    ),
  )
  .map(([body, changes]) =>
    changes.reduce<Buffer>(
      (bytes, { at, cut, put }) => Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)]),
      Buffer.from(body),
    ),
  );

describe('reading a request', () => {
  test(
    'whatever is taken has one spelling, and nothing makes it fall over',
    () => {
      let taken = 0;
      fc.assert(
        fc.property(fc.oneof({ weight: 9, arbitrary: spoiled }, fc.uint8Array({ maxLength: 300 })), (body) => {
          const parsed = parseAddCheckpoint(body);
          if (!parsed) return;
          taken++;
          const lines = parsed.note.signatures.map(({ line }) => line);
          const again = makeRequest(parsed.old, parsed.proof, formatNote(parsed.note.text, lines));
          expect(Buffer.compare(again, body)).toBe(0);
          expect(parsed.note.text.startsWith(`${parsed.checkpoint.origin}\n${parsed.checkpoint.size}\n`)).toBe(true);
        }),
        { numRuns: 1e9, interruptAfterTimeLimit: seconds * 1000, markInterruptAsFailure: false },
      );
      expect(taken).toBeGreaterThan(50);
    },
    (seconds + 30) * 1000,
  );

  test.each([
    ['a million lines', 'old 0\n'.repeat(1e6)],
    ['a million empty lines', `old 0\n${'\n'.repeat(1e6)}`],
    ['a long number', `old ${'9'.repeat(1e6)}\n\n`],
    ['a long hash', `old 0\n${'A'.repeat(1e6)}\n\n`],
    ['a million signatures', `old 0\n\na\n0\n${'A'.repeat(43)}=\n\n${'— a AAAAAAA=\n'.repeat(1e5)}`],
  ])('is done at once with %s', (_, text) => {
    const begun = performance.now();
    expect(parseAddCheckpoint(Buffer.from(text))).toBeUndefined();
    expect(performance.now() - begun).toBeLessThan(500);
  });
});
