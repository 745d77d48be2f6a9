import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  compareVersions,
  isMajorChange,
  newestVersion,
  parseVersion,
  sortVersions,
  versionsBetween,
} from '../../src/model/recipe-version.js';

describe('versions of recipes', () => {
  test('parse into the recipe part and the upstream part', () => {
    expect(parseVersion('2.0.1+1.0.6-social-amd64')).toEqual({
      major: 2,
      minor: 0,
      patch: 1,
      prerelease: '',
      upstream: '1.0.6-social-amd64',
    });
    expect(parseVersion('1.0.0-rc.1+v3')).toMatchObject({ prerelease: 'rc.1', upstream: 'v3' });
  });

  test.each(['v2.4.8', '1.2.0', 'main', '', '1.2+3', '1.2.3+', '01f3ab', 'x1.2.3+4'])('%j is none', (tag) => {
    expect(parseVersion(tag)).toBeUndefined();
  });

  test('sort by the recipe part, then by the upstream part in natural order; other tags are left out', () => {
    const sorted = [
      '0.9.0+9.9',
      '1.0.0-rc.1+1.0',
      '1.0.0-rc.2+1.0',
      '1.0.0-rc.10+1.0',
      '1.0.0+1.9',
      '1.0.0+1.10',
      '1.0.0+1.10-alpine',
      '1.2.0+2023-12-31',
      '1.2.0+2024-02-06',
      '1.2.0+2024-02-06a',
      '1.10.0+1',
      '2.0.1+1.0.6-social-amd64',
      '10.0.0+1',
    ];
    expect(sortVersions(['v2.4.8', ...sorted.toReversed(), 'main'])).toEqual(sorted);
  });

  test('the newest is no pre-release unless there is nothing else', () => {
    expect(newestVersion(['1.0.0+1', '1.1.0+1', '2.0.0-rc.1+2', 'v9'])).toBe('1.1.0+1');
    expect(newestVersion(['2.0.0-rc.1+2'])).toBe('2.0.0-rc.1+2');
    expect(newestVersion(['v9'])).toBeUndefined();
  });

  test('between two are those that an upgrade passes', () => {
    const tags = ['1.0.0+1', '1.1.0+1', '1.1.0+2', '2.0.0+2', '2.1.0+3'];
    expect(versionsBetween('1.0.0+1', '2.0.0+2', tags)).toEqual(['1.1.0+1', '1.1.0+2', '2.0.0+2']);
    expect(versionsBetween('2.0.0+2', '1.0.0+1', tags)).toEqual([]);
  });

  test('major is a change of the first number of the recipe, not of the program', () => {
    expect(isMajorChange('1.9.0+5', '2.0.0+5')).toBe(true);
    expect(isMajorChange('1.9.0+5', '1.10.0+6')).toBe(false);
    expect(isMajorChange('a1b2c3d', '2.0.0+5')).toBe(false);
  });

  const upstream = fc.stringMatching(/^[a-z0-9.-]{1,12}$/);
  const tag = fc
    .tuple(fc.nat(12), fc.nat(12), fc.nat(12), upstream)
    .map(([major, minor, patch, behind]) => `${major}.${minor}.${patch}+${behind}`);

  test('have one order: only the same are equal, turned round it is the opposite, and it is transitive', () => {
    fc.assert(
      fc.property(tag, tag, tag, (a, b, c) => {
        expect(compareVersions(a, b) === 0).toBe(a === b);
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) || 0);
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0) {
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 500 },
    );
  });
});
