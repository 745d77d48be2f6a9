import { expect, test } from '@jest/globals';
import { showWaiting } from '../../src/show/show-waiting.js';

const idle = { nodes: [], nodesDone: 0, nodesInAll: 0, others: [] };

test.each([
  [idle, 3, undefined],
  [{ ...idle, nodes: ['a'], nodesInAll: 1 }, 0.4, '… reading a'],
  [{ ...idle, nodes: ['a', 'b'], nodesDone: 1, nodesInAll: 3 }, 2.9, '… 2 s · reading a, b (1 of 3 nodes done)'],
  [{ ...idle, others: ['reading the record at r'] }, 0, '… reading the record at r'],
  [
    { nodes: ['a', 'b', 'c', 'd'], nodesDone: 3, nodesInAll: 7, others: ['reading r'] },
    12,
    '… 12 s · reading 7 nodes, 3 done · reading r · waiting for a, b, c, d',
  ],
] as const)('what a run waits for is one line: %j', (waiting, seconds, line) => {
  expect(showWaiting(waiting, seconds)).toBe(line);
});
