import { describe, expect, test } from '@jest/globals';
import { suggestName, suggestOrList } from '../../src/manifest/suggest-name.js';

const keys = ['host', 'hostKey', 'user', 'port'];

describe('a name that is not known', () => {
  test.each([
    ['hostkye', 'hostKey'],
    ['HOSTKEY', 'hostKey'],
    ['prot', 'port'],
    ['usr', 'user'],
  ])('%s was meant as %s', (typed, meant) => expect(suggestName(typed, keys)).toBe(` Did you mean ${meant}?`));

  test.each(['x', 'password', ''])('%j is near to none', (typed) => expect(suggestName(typed, keys)).toBe(''));

  test('gives those that there are, the first of them where there are many', () => {
    expect(suggestOrList('x', 'Nodes', ['brunswick', 'coburg'])).toBe(' Nodes: brunswick, coburg.');
    expect(suggestOrList('coberg', 'Nodes', ['brunswick', 'coburg'])).toBe(' Did you mean coburg?');
    expect(suggestOrList('x', 'Nodes', [])).toBe(' There are no nodes yet.');
    const many = Array.from({ length: 9 }, (_, at) => `node${at}`);
    expect(suggestOrList('x', 'Nodes', many)).toMatch(/node6 and 2 more\.$/);
  });
});
