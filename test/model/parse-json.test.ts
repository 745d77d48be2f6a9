import { expect, test } from '@jest/globals';
import { parseJson } from '../../src/model/parse-json.js';

test('reads what a text says', () => {
  expect(parseJson('{"a":[1]}')).toEqual({ a: [1] });
});

test('gives nothing for what is no JSON', () => {
  expect(['', '{', 'a'].map(parseJson)).toEqual([undefined, undefined, undefined]);
});
