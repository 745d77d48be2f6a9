import { expect, test } from '@jest/globals';
import { lastSeen, runningVersion } from '../../src/plan/running-app.js';
import { makeService } from '../support/builders.js';
import { recordOf, recordedStep } from './plan-input-of.js';

test('an empty label tells no version', () => {
  const newer = 'coop-cloud.wiki.version';
  const older = 'coop-cloud.wiki.app.version';
  expect(runningVersion({ [newer]: '' }, 'wiki')).toBeUndefined();
  expect(runningVersion({ [newer]: '', [older]: '1.0.0+1' }, 'wiki')).toBe('1.0.0+1');
});

const wiki = { name: 'wiki', node: 'brunswick' };

test.each([
  ['undeploy', 'done', true],
  ['undeploy', 'failed', false],
  ['deploy', 'done', false],
] as const)('after %s that ended %s an app was taken away on purpose: %s', (kind, result, undeployed) => {
  const record = recordOf({ history: [recordedStep([makeService()], { kind, result })] });
  expect(lastSeen(wiki, record)).toMatchObject({ undeployed });
  expect(lastSeen({ ...wiki, node: 'coburg' }, record)).toBeUndefined();
});
