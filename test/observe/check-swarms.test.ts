import { expect, test } from '@jest/globals';
import { checkSwarms } from '../../src/observe/check-swarms.js';
import { makeObservation, makeUnseen } from '../support/builders.js';

const seen = (node: string, id: string) => makeObservation({ node, swarm: { ...makeObservation().swarm, id } });

test('two nodes of one swarm are refused, and both are named', () => {
  expect(() => checkSwarms([seen('brunswick', 'one'), seen('coburg', 'two'), seen('fawkner', 'one')])).toThrow(
    expect.objectContaining({
      code: 'SAME_SWARM_TWICE',
      message: expect.stringContaining('brunswick and fawkner'),
      tryThis: [expect.stringContaining('node: brunswick')],
    }),
  );
});

test('nodes of swarms of their own, nodes that did not answer and swarms without an id are fine', () => {
  const nodes = [seen('brunswick', 'one'), seen('coburg', 'two'), makeUnseen({ node: 'fawkner' })];
  expect(() => checkSwarms([...nodes, seen('preston', ''), seen('reservoir', '')])).not.toThrow();
});
