import { expect, test } from '@jest/globals';
import { nodeOf } from '../../src/model/node-of.js';
import { makeNode } from '../support/builders.js';

const [east, west] = [makeNode({ name: 'east' }), makeNode({ name: 'west' })];

test('finds the node of a name', () => {
  expect(nodeOf({ nodes: [east, west] }, 'west')).toBe(west);
});

test('gives nothing for a name that the region does not have', () => {
  expect(nodeOf({ nodes: [east, west] }, 'north')).toBeUndefined();
});
