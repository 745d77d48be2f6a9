import { expect, test } from '@jest/globals';
import { shortCommit, shortEntry, shortVersion } from '../../src/model/short-id.js';

const commit = '0123456789abcdef0123456789abcdef01234567';

test('names an entry by its first six characters', () => {
  expect(shortEntry('K7Qm2xabcdef')).toBe('K7Qm2x');
});

test('names a commit by its first seven digits', () => {
  expect(shortCommit(commit)).toBe('0123456');
});

test('shortens a version that is a commit, and leaves a tag whole', () => {
  expect([commit, '1.2.0+2.4.1'].map(shortVersion)).toEqual(['0123456', '1.2.0+2.4.1']);
});
