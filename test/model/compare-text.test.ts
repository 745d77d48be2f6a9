import { expect, test } from '@jest/globals';
import { compareText } from '../../src/model/compare-text.js';

test('orders texts by their code units: capitals first, accents last', () => {
  expect(['é', 'b', 'B', 'a10', 'a9', ''].sort(compareText)).toEqual(['', 'B', 'a10', 'a9', 'b', 'é']);
});

test('leaves equal texts where they are', () => {
  expect(compareText('wiki', 'wiki')).toBe(0);
});
