import { expect, test } from '@jest/globals';
import { chooseRemovals } from '../../../src/workflows/plan/choose-removals.js';
import { makeApp, makeRegion } from '../../support/builders.js';

test('takes what the manifest wants absent', () => {
  const region = makeRegion({ apps: [makeApp({ state: 'absent' })] });
  expect(chooseRemovals(region, { removals: ['wiki'] })).toEqual(['wiki']);
  expect(chooseRemovals(region, {})).toEqual([]);
});

test('refuses what the manifest wants, and says what to write first', () => {
  const removed = () => chooseRemovals(makeRegion({ apps: [makeApp()] }), { removals: ['wiki'] });
  expect(removed).toThrow(
    expect.objectContaining({
      code: 'USAGE',
      tryThis: [expect.stringContaining('write state: absent at wiki in the manifest, then: tend apply')],
    }),
  );
});
