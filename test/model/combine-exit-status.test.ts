import { describe, expect, test } from '@jest/globals';
import { combineExitStatus } from '../../src/model/combine-exit-status.js';
import type { ExitStatus } from '../../src/model/error-codes.js';

describe('combineExitStatus', () => {
  test.each<[ExitStatus[], boolean, ExitStatus]>([
    [[], false, 0],
    [[0, 0], true, 0],
    [[3], false, 3],
    [[3, 4], false, 4],
    [[5], false, 5],
    [[5], true, 7],
    [[6], false, 6],
    [[6], true, 7],
    [[5, 6], false, 6],
    [[4, 5], false, 5],
    [[4], true, 4],
    [[7, 6], false, 7],
    [[8, 7], true, 8],
    [[9, 8], false, 9],
    [[10, 9], false, 10],
    [[11, 10], false, 11],
    [[13, 11], false, 13],
    [[12, 13], false, 12],
    [[14, 12], false, 14],
    [[2, 14], false, 2],
    [[1, 2], false, 1],
    [[130, 1, 2, 14], true, 130],
  ])('of %j (another step succeeded: %p) gives %d', (statuses, done, status) => {
    expect(combineExitStatus(statuses, done)).toBe(status);
  });
});
