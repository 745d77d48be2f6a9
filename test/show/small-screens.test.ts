import { describe, expect, test } from '@jest/globals';
import { KnownError } from '../../src/model/known-error.js';
import { makePaint } from '../../src/show/paint.js';
import { showBug, showError } from '../../src/show/show-error.js';
import { showLocks } from '../../src/show/show-locks.js';
import { showTasks } from '../../src/show/show-tasks.js';
import { makeService, makeTask } from '../support/builders.js';

const plain = makePaint(false);
const moment = '2026-11-22T13:57:02Z';

describe('errors, locks, tasks', () => {
  test('an error says where, what, and what to do next', () => {
    const error = new KnownError('MANIFEST_INVALID', '2 mistakes; nothing was done', {
      details: [
        'region.yml:14:9  nodes.brunswick.hostKye is not a key of a node. Did you mean hostKey?',
        'apps/wiki.yml:3:12  node "brunswik" is not in this region.',
      ],
      tryThis: ['tend plan'],
    });
    expect(showError(error, plain)).toMatchSnapshot();
    const other = new KnownError('LOCK_HELD', 'wiki is being changed by bo', {
      at: { file: 'region.yml', line: 3 },
      details: ['since 13:50'],
      tryThis: ['wait', 'or release it'],
    });
    expect(showError(other, plain)).toMatchSnapshot();
  });

  test('a bug is a text that is ready to report', () => {
    const bug = new Error('cannot read x');
    bug.stack = 'Error: cannot read x\n    at here (file.js:1:1)';
    expect(showBug(bug, '0.1.0')).toMatchSnapshot();
  });

  test('locks name who, why, since when, and the id that releases each', () => {
    const lock = {
      lockId: '0a1b2c3d-0000',
      what: 'wiki_example_org',
      holder: 'ada',
      reason: 'upgrade wiki 1.3.0',
      since: '2026-11-22T13:50:00.123Z',
    };
    expect(
      showLocks([
        { node: 'brunswick', locks: [lock] },
        { node: 'fawkner', locks: [], unseen: { message: 'no answer' } },
      ]),
    ).toMatchSnapshot();
    expect(showLocks([{ node: 'brunswick', locks: [] }])).toMatchSnapshot();
  });

  test.each([true, false])('tasks show what failed; errors only on a terminal (%p)', (errors) => {
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
