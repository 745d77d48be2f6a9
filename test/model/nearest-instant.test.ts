import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isRealInstant } from '../../src/model/is-real-instant.js';
import { nearestInstant } from '../../src/model/nearest-instant.js';

test.each([
  ['2026-02-30T10:00:00Z', '2026-02-28T10:00:00Z'],
  ['2028-02-30T10:00:00Z', '2028-02-29T10:00:00Z'],
  ['2026-99-99T99:99:99Z', '2026-12-31T23:59:59Z'],
  ['2026-00-00T24:00:60Z', '2026-01-01T23:00:59Z'],
  ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
  ['1900-02-29T00:00:00Z', '1900-02-28T00:00:00Z'],
])('%s is taken as %s', (time, real) => {
  expect(nearestInstant(time)).toBe(real);
});

test('every time becomes one that there is, and one that there is stays', () => {
  const part = (most: number) => fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(2, '0'));
  const year = fc.integer({ min: 0, max: 9999 }).map((number) => String(number).padStart(4, '0'));
  const clock = fc.tuple(year, ...[part(99), part(99), part(99), part(99), part(99)]);
  fc.assert(
    fc.property(clock, ([y, mo, d, h, mi, s]) => {
      const time = `${y}-${mo}-${d}T${h}:${mi}:${s}Z`;
      const real = nearestInstant(time);
      expect(isRealInstant(real)).toBe(true);
      if (isRealInstant(time)) expect(real).toBe(time);
    }),
  );
});
