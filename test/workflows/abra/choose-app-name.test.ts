import { describe, expect, test } from '@jest/globals';
import { chooseAppName, commonDomain } from '../../../src/workflows/abra/choose-app-name.js';

function keyOf(domain: string, taken: readonly string[] = []): string {
  return chooseAppName({ domain, recipe: 'dokuwiki' }, 'garden.org', new Set(taken));
}

describe('the name of an app that had none', () => {
  test.each([
    ['wiki.garden.org', 'wiki'],
    ['a.wiki.garden.org', 'a-wiki'],
    ['garden.org', 'dokuwiki'],
    ['pad.other.net', 'pad'],
    ['WIKI_2.garden.org', 'wiki-2'],
    ['_.garden.org', 'app'],
  ])('%s is %s', (domain, key) => expect(keyOf(domain)).toBe(key));

  test('is the whole domain where that is taken, then a number', () => {
    expect(keyOf('pad.other.net', ['pad'])).toBe('pad-other-net');
    expect(keyOf('pad.other.net', ['pad', 'pad-other-net', 'pad-2'])).toBe('pad-3');
  });
});

describe('the domain that apps share', () => {
  test.each([
    [['wiki.garden.org', 'pad.garden.org'], 'garden.org'],
    [['a.x.garden.org', 'b.x.garden.org', 'c.garden.org'], 'x.garden.org'],
    [['a.one.org', 'b.two.org', 'c.three.org'], undefined],
    [['localhost'], undefined],
    [[], undefined],
  ])('of %j is %p', (domains, shared) => expect(commonDomain(domains)).toBe(shared));
});
