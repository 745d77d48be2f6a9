import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hashSegment } from '../../../src/tlog/tree/hash-segment.js';
import { leafHash } from '../../../src/tlog/tree/hash.js';
import { makeLeaves, naiveRoot } from './naive-tree.js';

test('hashes each line without its newline', () => {
  const line = fc.uint8Array({ maxLength: 40 }).map((bytes) => bytes.filter((byte) => byte !== 10));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
      const text = Buffer.concat(lines.flatMap((bytes) => [bytes, Buffer.from('\n')]));
      expect(hex(hashSegment(text).hashes)).toBe(hex(Buffer.concat(lines.map(leafHash))));
    }),
  );
});

test('gives the root of a full segment only', () => {
  expect(hex(hashSegment(textOf(256)).root!)).toBe(naiveRoot(makeLeaves(256)));
  for (const lines of [0, 1, 255, 257]) expect(hashSegment(textOf(lines)).root).toBeUndefined();
});

test('takes bytes behind the last newline for a line: nothing of the text is left out', () => {
  expect(hex(hashSegment(Buffer.from('a\nb')).hashes)).toBe(hex(Buffer.concat(['a', 'b'].map(leafHash))));
  expect(hex(hashSegment(Buffer.from('a\n\nb\n')).hashes)).toBe(hex(Buffer.concat(['a', '', 'b'].map(leafHash))));
  expect(hashSegment(Buffer.from('')).hashes).toHaveLength(0);
});

test('leaves the text as it is', () => {
  const text = textOf(3);
  hashSegment(text);
  expect(text.equals(textOf(3))).toBe(true);
});

function textOf(lines: number): Buffer {
  return Buffer.from(
    makeLeaves(lines)
      .map((line) => `${line}\n`)
      .join(''),
  );
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
