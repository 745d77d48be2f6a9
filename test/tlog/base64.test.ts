import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeBase64, encodeBase64 } from '../../src/tlog/base64.js';

test('reads what it writes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
    }),
  );
});

// RFC 4648, sections 3.2 to 3.5, 10.
test.each([
  ['no padding', 'Zg'],
  ['half the padding', 'Zg='],
  ['too much padding', 'Zm9v===='],
  ['stray bits at the end', 'Zh=='],
  ['a line break', 'Zm9v\nYmFy'],
  ['a blank', 'Zm9v YmFy'],
  ['the alphabet for URLs', '_-8='],
  ['padding in the middle', 'Zg==Zm9v'],
  ['letters beyond ASCII', 'Zm9vé'],
  ['a zero byte', 'Zm9v\0'],
])('refuses %s', (_, text) => {
  expect(decodeBase64(text)).toBeUndefined();
});
