import { expect, test } from '@jest/globals';
import { given } from '../../src/model/given.js';

test('leaves out what is undefined, and nothing else', () => {
  const all = { none: undefined, no: false, zero: 0, empty: '', nothing: null, list: [] };
  expect(Object.entries(given(all))).toEqual([
    ['no', false],
    ['zero', 0],
    ['empty', ''],
    ['nothing', null],
    ['list', []],
  ]);
});
