import { describe, expect, test } from '@jest/globals';
import { compareLeaves } from '../../src/plan/compare-leaves.js';

describe('the rest of a spec', () => {
  test('is told leaf by leaf, by what docker calls it', () => {
    const before = { TaskTemplate: { ContainerSpec: { User: 'a', TTY: true }, Placement: { Constraints: ['x'] } } };
    const after = { TaskTemplate: { ContainerSpec: { User: 'b' }, Placement: { Constraints: ['x', 'y'] } }, Mode: {} };
    expect(compareLeaves(before, after)).toEqual([
      { field: 'TTY', sign: '-' },
      { field: 'User', sign: '~', to: 'b' },
      { field: 'Placement.Constraints', sign: '~', to: '["x","y"]' },
    ]);
  });

  test('is the same where nothing differs but the order of keys', () => {
    expect(compareLeaves({ a: 1, b: { c: [] } }, { b: { c: [] }, a: 1 })).toEqual([]);
  });

  test('may be missing on either side', () => {
    expect(compareLeaves(undefined, { a: 1 })).toEqual([{ field: 'a', sign: '+', to: '1' }]);
    expect(compareLeaves({ a: 1 }, undefined)).toEqual([{ field: 'a', sign: '-' }]);
  });
});
