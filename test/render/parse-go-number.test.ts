import { expect, test } from '@jest/globals';
import { parseGoFloat } from '../../src/render/parse-go-number.js';

test.each([
  ['0.5', 0.5],
  ['.5', 0.5],
  ['1.', 1],
  ['1e-1', 0.1],
  ['0x1p-2', 0.25],
  ['0x.8p1', 1],
  ['-0X1P3', -8],
  ['1_0', 10],
  ['Inf', Infinity],
  ['-infinity', -Infinity],
  ['NaN', Number.NaN],
])('%s is %d', (text, value) => expect(parseGoFloat(text)).toBe(value));

test.each(['', ' 0.5', '0.5 ', '_1', '1_', '1__0', '0x1', '1e400', 'e1', '.', 'x'])('%j is no number', (text) =>
  expect(parseGoFloat(text)).toBeUndefined(),
);
