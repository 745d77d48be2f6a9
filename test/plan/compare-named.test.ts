import { expect, test } from '@jest/globals';
import { compareNamed } from '../../src/plan/compare-named.js';

test('tells what came, differs and went, by name, and never the value that was', () => {
  const before = new Map([
    ['GONE', 'secret of old'],
    ['KEPT', 'x'],
    ['MODE', 'old'],
  ]);
  const after = new Map([
    ['MODE', 'new'],
    ['KEPT', 'x'],
    ['COME', 'y'],
  ]);
  const changes = compareNamed('env', before, after);
  expect(changes).toEqual([
    { field: 'env', sign: '+', key: 'COME', to: 'y' },
    { field: 'env', sign: '-', key: 'GONE' },
    { field: 'env', sign: '~', key: 'MODE', to: 'new' },
  ]);
  expect(JSON.stringify(changes)).not.toContain('old');
});

test('tells a name without a value from one that is not there', () => {
  expect(compareNamed('env', new Map([['A', undefined]]), new Map([['A', undefined]]))).toEqual([]);
  expect(compareNamed('env', new Map(), new Map([['A', undefined]]))).toEqual([{ field: 'env', sign: '+', key: 'A' }]);
});
