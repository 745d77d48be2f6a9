import { expect, test } from '@jest/globals';
import { parseSize } from '../../src/render/parse-size.js';

test.each([
  ['64M', 64 * 2 ** 20],
  ['1.5g', 1.5 * 2 ** 30],
  ['512 KiB', 512 * 2 ** 10],
  ['2kb', 2048],
  ['100b', 100],
  ['100', 100],
  ['.5k', 512],
  ['1.0001k', 1024],
  ['1e3', 1000],
  ['+5m', 5 * 2 ** 20],
  ['1_000', 1000],
  ['8192p', -(2 ** 63)],
])('%s are %d bytes', (text, bytes) => expect(parseSize(text)).toBe(bytes));

test.each(['', 'M', '-1', 'inf', 'nan', '1  M', '1 MM', '1iB', '0x10'])('%j is no size', (text) =>
  expect(parseSize(text)).toBeUndefined(),
);
