import { expect, test } from '@jest/globals';
import { nearestName } from '../../src/model/nearest-name.js';

const known = ['plan', 'apply', 'status', 'hostKey'];

test.each([
  ['plna', 'plan'],
  ['pln', 'plan'],
  ['aplpy', 'apply'],
  ['STATUS', 'status'],
  ['hostkey', 'hostKey'],
  ['stauts', 'status'],
])('%s was probably meant to be %s', (typed, meant) => {
  expect(nearestName(typed, known)).toBe(meant);
});

test.each(['', 'paly', 'lint', 'restart'])('nobody can tell what %j was meant to be', (typed) => {
  expect(nearestName(typed, known)).toBeUndefined();
  expect(nearestName(typed, [])).toBeUndefined();
});
