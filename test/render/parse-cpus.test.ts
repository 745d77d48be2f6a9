import { expect, test } from '@jest/globals';
import { parseCpus } from '../../src/render/parse-cpus.js';

test.each([
  ['0.5', 5e8],
  ['2', 2e9],
  ['.25', 25e7],
  ['1.', 1e9],
  ['0.000000001', 1],
  ['0.1000000000', 1e8],
  ['1e-1', 1e8],
  ['1/2', 5e8],
  ['0x1', 1e9],
  ['-1', -1e9],
  ['1_0', 1e10],
  ['9223372037', -9223372036709551616],
])('%s processors are %d billionths', (text, billionths) => expect(parseCpus(text)).toBe(billionths));

test.each(['', '.', '1/0', '1/2/3', '1e99', '0.0000000001', '50%'])('%j is no number of processors', (text) =>
  expect(parseCpus(text)).toBeUndefined(),
);
