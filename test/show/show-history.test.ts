import { describe, expect, test } from '@jest/globals';
import type { History } from '../../src/model/history.js';
import { makePaint } from '../../src/show/paint.js';
import { showHistory } from '../../src/show/show-history.js';
import { commitA } from '../support/builders.js';
import { moment } from './plans.js';
import { anId } from '../support/an-id.js';

const plain = makePaint(false);

describe('a history without steps', () => {
  test.each([
    [{ entries: 3, fresh: true }, 'Nothing like that is recorded.'],
    [{ entries: 3, fresh: false }, 'Nothing like that was recorded when the changelog was read last.'],
    [{ entries: 0, fresh: false }, 'The changelog was never read on this machine, and does not answer: '],
  ])('of %j does not say that nothing is there where nobody could look', (read, says) => {
    expect(showHistory({ ...read, steps: [], remote: 'git.example.org/log', spooled: 0 }, plain)).toContain(says);
  });
});

describe('history', () => {
  const history: History = {
    steps: [
      {
        app: 'wiki',
        node: 'brunswick',
        at: '2026-10-02T21:10:00Z',
        by: 'bo',
        kind: 'upgrade',
        from: '1.1.0+1',
        to: '1.2.0+2',
        result: 'rolled-back',
        released: [],
        secrets: [],
        entry: anId('p0Zz1caaaa'),
      },
      {
        app: 'wiki',
        node: 'brunswick',
        at: moment,
        by: 'ada',
        kind: 'upgrade',
        from: '1.2.0+2',
        to: '1.3.0+3',
        result: 'done',
        durationSeconds: 14,
        released: ['major'],
        secrets: [],
        why: 'security fix, see ticket 31',
        entry: anId('K7Qm2xaaaa'),
      },
      {
        app: 'pad',
        node: 'coburg',
        at: moment,
        by: 'ada',
        kind: 'deploy',
        to: commitA,
        result: 'open',
        released: [],
        secrets: ['pad_key_v1'],
        entry: anId('b81RtAaaaa'),
      },
    ],
    entries: 412,
    remote: '/srv/changelog.git',
    fresh: true,
    spooled: 0,
  };

  test('shows steps by app, the newest first', () => expect(showHistory(history, plain)).toMatchSnapshot());
  test('tells which secret was read, by whom and why', () => {
    const [step] = history.steps;
    const read = {
      kind: 'read-secret',
      secrets: ['wiki_admin_v1'],
      result: 'done',
      durationSeconds: 0,
      why: 'first login',
    };
    const text = showHistory({ ...history, steps: step ? [{ ...step, ...read } as typeof step] : [] }, plain);
    expect(text).toMatch(/bo +read the secret wiki_admin_v1 +done/);
    expect(text).toContain('why   "first login"');
    expect(text).not.toContain('in 0 s');
  });
  test('says that there is nothing like that', () =>
    expect(showHistory({ ...history, steps: [], fresh: false }, plain)).toMatchSnapshot());
});
