import { describe, expect, test } from '@jest/globals';
import { makePaint } from '../../src/show/paint.js';
import { showEvent } from '../../src/show/show-event.js';
import { rolledBack } from './outcomes.js';
import { anId } from '../support/an-id.js';

const plain = makePaint(false);

describe('an apply', () => {
  test.each([true, false])('tells how a step ended; what the program said only where it may (%p)', (logs) => {
    const event = {
      type: 'step-done',
      app: 'wiki',
      node: 'brunswick',
      kind: 'upgrade',
      outcome: rolledBack,
      entry: anId('b81RtAaaaaaa'),
    } as const;
    expect(showEvent(event, plain, { logs })).toMatchSnapshot();
  });
});
