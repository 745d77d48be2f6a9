import { expect, test } from '@jest/globals';
import { parseDuration } from '../../src/render/parse-duration.js';

test.each([
  ['0', 0],
  ['-0', 0],
  ['1m30s', 90e9],
  ['1.5h', 5400e9],
  ['.5s', 5e8],
  ['100ms', 1e8],
  ['3us', 3000],
  ['3µs', 3000],
  ['1.9ns', 1],
  ['-10s', -10e9],
  ['0.3333333333333333s', 333333333],
  ['2562047h', 2562047 * 3600e9],
])('%s are %d nanoseconds', (text, nanoseconds) => expect(parseDuration(text)).toBe(nanoseconds));

test.each(['', '10', 's', '1 s', '1d', '1m 30s', '1,5s', '2562048h', '9223372036854775808ns'])(
  '%j is no duration',
  (text) => expect(parseDuration(text)).toBeUndefined(),
);
