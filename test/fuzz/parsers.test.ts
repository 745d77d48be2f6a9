import { expect, test } from '@jest/globals';
import { fuzzParsers } from './parsers.js';
import { targets } from './targets.js';

test('each parser takes its examples', () => {
  for (const { name, examples, holds } of targets) {
    expect([name, examples.map(holds)]).toEqual([name, examples.map(() => true)]);
  }
});

test('no parser throws, hangs or breaks its promise in ten seconds of mutations', async () => {
  const seed = Date.now();
  const { failures, texts } = await fuzzParsers({ seconds: 10, seed });
  expect({ seed, failures }).toEqual({ seed, failures: [] });
  expect(Object.keys(texts)).toHaveLength(targets.length);
}, 60_000);
