import { expect, test } from '@jest/globals';
import { isMapping } from '../../src/model/is-mapping.js';

test('takes a mapping, also an empty one', () => {
  expect([{}, { image: 'nginx' }].map(isMapping)).toEqual([true, true]);
});

test('takes no list, no scalar and no nothing', () => {
  expect([[], ['a'], 'a', 1, true, null, undefined].some(isMapping)).toBe(false);
});
