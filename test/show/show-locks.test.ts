import { describe, expect, test } from '@jest/globals';
import { showLocks } from '../../src/show/show-locks.js';

describe('locks', () => {
  test('name who, why, since when, and the id that releases each', () => {
    const lock = {
      lockId: '0a1b2c3d-0000',
      what: 'wiki_example_org',
      holder: 'ada',
      reason: 'upgrade wiki 1.3.0',
      since: '2026-11-22T13:50:00.123Z',
    };
    expect(
      showLocks([
        { node: 'brunswick', locks: [lock] },
        {
          node: 'fawkner',
          locks: [],
          unseen: { message: 'fawkner: no answer', details: ['as it says'], tryThis: ['look there'] },
        },
      ]),
    ).toMatchSnapshot();
    expect(showLocks([{ node: 'brunswick', locks: [] }])).toMatchSnapshot();
  });
});
