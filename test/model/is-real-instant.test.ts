import { describe, expect, test } from '@jest/globals';
import { findUnrealTimes, isRealInstant } from '../../src/model/is-real-instant.js';

describe('a time is a real instant', () => {
  test.each([
    '2026-11-22T13:57:02Z',
    '2024-02-29T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '2000-02-29T23:59:59Z',
  ])('%s', (time) => expect(isRealInstant(time)).toBe(true));
  test.each([
    '2026-99-99T99:99:99Z',
    '2026-02-30T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T23:60:00Z',
    '2016-12-31T23:59:60Z',
    '0000-01-01T00:00:00Z',
    '2026-01-01T00:00:00',
    '',
  ])('not %p', (time) => expect(isRealInstant(time)).toBe(false));
});

test('times that are none are found wherever they stand', () => {
  const entry = {
    time: '2026-11-22T13:57:02Z',
    deadline: '2026-02-30T00:00:00Z',
    services: [{ updated: '2026-11-22T24:00:00Z' }],
  };
  expect(findUnrealTimes(entry)).toEqual(['deadline', 'services.0.updated']);
});
