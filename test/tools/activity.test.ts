import { expect, test } from '@jest/globals';
import { makeActivity } from '../../src/tools/activity.js';

test('what was begun and has not ended is waited for; a node that was asked and owes nothing is done', () => {
  const activity = makeActivity();
  activity.expectNodes(3);
  const [endA, endB] = [activity.beginNode('a'), activity.beginNode('b')];
  const endRecord = activity.begin('the record');
  activity.begin('the record')();
  expect(activity.waiting()).toEqual({ nodes: ['a', 'b'], nodesDone: 0, nodesInAll: 3, others: ['the record'] });
  endA();
  endRecord();
  expect(activity.waiting()).toEqual({ nodes: ['b'], nodesDone: 1, nodesInAll: 3, others: [] });
  activity.beginNode('a');
  endB();
  expect(activity.waiting()).toMatchObject({ nodes: ['a'], nodesDone: 1 });
});
