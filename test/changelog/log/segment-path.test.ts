import { expect, test } from '@jest/globals';
import { segmentPath } from '../../../src/changelog/log/segment-path.js';

test.each([
  [0, '000'],
  [999, '999'],
  [1000, 'x001/000'],
  [1234, 'x001/234'],
  [1_234_067, 'x001/x234/067'],
])('segment %i lies where tlog-tiles puts it', (segment, path) => {
  expect(segmentPath(segment)).toBe(`log/entries/${path}.ndjson`);
});
