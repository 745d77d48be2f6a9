import { expect, test } from '@jest/globals';
import { parallelLimits } from '../../../../src/workflows/apply/turns/parallel-limits.js';

test.each([
  {
    says: 'nobody: new apps by the cores of the node, four at most, and changes one by one',
    wishes: {},
    cores: 2,
    limits: [4, 1],
  },
  { says: 'nobody, on one core', wishes: {}, cores: 1, limits: [2, 1] },
  { says: 'nobody, on many cores', wishes: {}, cores: 64, limits: [4, 1] },
  { says: 'nobody, on a node that does not tell its cores', wishes: {}, cores: undefined, limits: [4, 1] },
  { says: 'the region', wishes: { region: { newApps: 6, changes: 6 } }, cores: 1, limits: [6, 6] },
  {
    says: 'the node before the region, each number by itself',
    wishes: { node: { newApps: 2 }, region: { newApps: 6, changes: 3 } },
    cores: 2,
    limits: [2, 3],
  },
  { says: 'the flag before all', wishes: { flag: 1, node: { newApps: 2, changes: 2 } }, cores: 2, limits: [1, 1] },
])('how many is said by $says', ({ wishes, cores, limits: [newApps, changes] }) => {
  expect(parallelLimits(wishes, cores)).toEqual({ newApps, changes });
});
