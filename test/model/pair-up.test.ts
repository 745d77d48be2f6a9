import { expect, test } from '@jest/globals';
import { pairUp } from '../../src/model/pair-up.js';

test('pairs what stands at the same place, also what is undefined there', () => {
  expect(pairUp(['a', 'b'], [1, undefined])).toEqual([
    ['a', 1],
    ['b', undefined],
  ]);
  expect(pairUp([], [])).toEqual([]);
});

test.each([
  [['a'], []],
  [[], ['a']],
])('refuses lists of different lengths', (first, second) => {
  expect(() => pairUp(first, second)).toThrow('do not pair up');
});
