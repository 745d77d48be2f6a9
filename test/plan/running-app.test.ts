import { expect, test } from '@jest/globals';
import { runningVersion } from '../../src/plan/running-app.js';

test('an empty label tells no version', () => {
  const newer = 'coop-cloud.wiki.version';
  const older = 'coop-cloud.wiki.app.version';
  expect(runningVersion({ [newer]: '' }, 'wiki')).toBeUndefined();
  expect(runningVersion({ [newer]: '', [older]: '1.0.0+1' }, 'wiki')).toBe('1.0.0+1');
});
