import { expect, test } from '@jest/globals';
import { parseCpus } from '../../src/render/parse-cpus.js';

test.each([
  ['0.5', 5e8],
  ['2', 2e9],
  ['.25', 25e7],
  ['1.', 1e9],
  ['0.000000001', 1],
  ['0.1000000000', 1e8],
])('%s processors are %d billionths', (text, billionths) => expect(parseCpus(text)).toBe(billionths));

test.each(['', '.', '-1', '1e3', '0.0000000001', '50%'])('%j is no number of processors', (text) =>
  expect(parseCpus(text)).toBeUndefined(),
);
