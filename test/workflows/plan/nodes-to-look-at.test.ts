import { expect, test } from '@jest/globals';
import { nodesToLookAt } from '../../../src/workflows/plan/nodes-to-look-at.js';
import { makeApp, makeNode, makeRegion } from '../../support/builders.js';

const nodes = ['brunswick', 'coburg', 'preston'].map((name) => makeNode({ name }));
const wiki = makeApp({ needs: ['db@coburg'] });
const region = makeRegion({ nodes, apps: [wiki, makeApp({ name: 'db@coburg' })] });
const names = (...[choice, app = wiki]: [Parameters<typeof nodesToLookAt>[1], typeof wiki?]) => {
  const { about, neededOnly } = nodesToLookAt(region, choice, [app]);
  return [about.map(({ name }) => name), neededOnly.map(({ name }) => name)];
};

test('looks also at the node of what a chosen app needs', () =>
  expect(names({ apps: ['wiki'] })).toEqual([['brunswick'], ['coburg']]));

test('looks nowhere else for an app that is to be absent', () =>
  expect(names({ apps: ['wiki'] }, { ...wiki, state: 'absent' })).toEqual([['brunswick'], []]));

test('looks at every node for a whole region, and at those that were named', () => {
  expect(names({})).toEqual([['brunswick', 'coburg', 'preston'], []]);
  expect(names({ nodes: ['preston'] })).toEqual([['brunswick', 'preston'], ['coburg']]);
});
