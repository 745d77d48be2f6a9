import { describe, expect, test } from '@jest/globals';
import { makePaint } from '../../src/show/paint.js';
import { showTasks } from '../../src/show/show-tasks.js';
import { makeService, makeTask } from '../support/builders.js';

const plain = makePaint(false);

const moment = '2026-11-22T13:57:02Z';

describe('tasks', () => {
  test.each([true, false])('show what failed; errors only on a terminal (%p)', (errors) => {
    const tasks = [
      makeTask({ id: 'task1aaaaaaaa' }),
      makeTask({
        id: 'task0bbbbbbbb',
        state: 'failed',
        desiredState: 'shutdown',
        error: 'task: non-zero exit (1)',
        at: '2026-11-21T10:00:00Z',
      }),
    ];
    expect(
      showTasks([makeService({ tasks })], 'wiki_example_org', { now: moment, paint: plain, errors }),
    ).toMatchSnapshot();
  });
});
