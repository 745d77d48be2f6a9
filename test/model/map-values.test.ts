import { expect, test } from '@jest/globals';
import { mapValues } from '../../src/model/map-values.js';

test('changes each value and keeps its key', () => {
  expect(mapValues({ a: 1, b: 2 }, (value, key) => `${key}${value}`)).toEqual({ a: 'a1', b: 'b2' });
});

test('gives an empty mapping where there is none', () => {
  expect(mapValues(undefined, String)).toEqual({});
});
