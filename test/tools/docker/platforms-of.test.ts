import { expect, test } from '@jest/globals';
import { platformsOf } from '../../../src/tools/docker/platforms-of.js';

test('an image has each platform once, and no attestations', () => {
  expect(
    platformsOf([
      { os: 'linux', architecture: 'amd64' },
      { os: 'linux', architecture: 'arm' },
      { os: 'linux', architecture: 'arm' },
      { os: 'unknown', architecture: 'unknown' },
      { os: 'linux', architecture: 'amd64' },
    ]),
  ).toEqual([
    { OS: 'linux', Architecture: 'amd64' },
    { OS: 'linux', Architecture: '' },
  ]);
});
