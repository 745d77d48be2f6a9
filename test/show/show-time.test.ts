import { expect, test } from '@jest/globals';
import { showTime } from '../../src/show/show-time.js';

const now = '2026-01-02T00:30:00Z';

test.each([
  ['2026-01-02T00:10:00Z', 'today 00:10'],
  ['2026-01-01T23:50:00Z', 'yesterday 23:50'],
  ['2025-12-31T23:50:00Z', '31 Dec 2025'],
  ['2024-05-03T09:00:00Z', '3 May 2024'],
])('%s is said as %s', (at, says) => expect(showTime(at, now)).toBe(says));

test('a day of this year goes without it', () => {
  expect(showTime('2026-05-03T09:00:00Z', '2026-11-22T13:57:02Z')).toBe('3 May');
});
