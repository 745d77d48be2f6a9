import { expect, test } from '@jest/globals';
import { canonicalJson } from '../../src/tlog/canonical-json.js';
import { splitIntent } from '../../src/record/split-intent.js';
import { stepOf } from '../changelog/entries.js';
import { intentOf } from './entries.js';

test('an intent of a hundred steps becomes a few that leave room for key and signature, the steps in order', () => {
  const steps = Array.from({ length: 100 }, (_, index) => stepOf(`app${index}`));
  const parts = splitIntent(intentOf('wiki', { steps }));
  expect(parts.flatMap((part) => part.steps)).toEqual(steps);
  expect(parts.length).toBeLessThan(6);
  for (const part of parts) expect(canonicalJson(part).length).toBeLessThanOrEqual(15 * 1024);
});

test('an intent that fits stays as it is', () => {
  const intent = intentOf('wiki');
  expect(splitIntent(intent)).toEqual([intent]);
});
